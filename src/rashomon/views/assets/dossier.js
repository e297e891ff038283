// Adds to a page that works without it: keys, search, reports side by side, a way back from a mark to its finding.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const live = $("live");
  const say = (words) => { live.textContent = words; };
  // Known from the folds and the filter alone: to ask the layout would lay out every report of a large pile.
  const shown = (node) => {
    const chosen = document.querySelector(".filters input:checked");
    const kind = chosen ? chosen.id.slice(2) : "all";
    if (kind !== "all" && node.matches("#quotations .group") && !node.classList.contains(`d-${kind}`)) return false;
    return !node.closest("details:not([open])");
  };
  document.querySelector(".tools").hidden = false;
  document.querySelector(".beside").hidden = document.querySelectorAll(".report").length < 2;

  // A span in several pieces lights up whole. Where reports stand side by side, each scrolls to its own version.
  let lit = [];
  const further = new Map();
  all("mark[data-s]").forEach((mark) => further.set(mark.dataset.s, [...(further.get(mark.dataset.s) || []), mark]));
  const pieces = (id) => [$(id), ...(further.get(id) || [])].filter(Boolean);
  const light = (ids) => {
    lit.forEach((mark) => mark.classList.remove("hit"));
    lit = ids.flatMap(pieces).filter((node) => node.tagName === "MARK");
    lit.forEach((mark) => mark.classList.add("hit"));
  };
  const reveal = (target) => {
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const place = () => target.scrollIntoView({ block: target.tagName === "MARK" ? "center" : "start" });
    place();
    // In a large pile what comes into view is laid out only now, and moves what is below it.
    if (document.body.classList.contains("large")) requestAnimationFrame(() => requestAnimationFrame(place));
  };
  const show = (...ids) => {
    const targets = ids.map($).filter(Boolean);
    if (!targets.length) return;
    light(ids);
    const beside = document.body.classList.contains("beside-on");
    const first = targets[0].closest(".report");
    if (beside && first && !first.classList.contains("chosen")) choose(first.id);
    const met = new Set();
    for (const target of beside ? targets : targets.slice(0, 1)) {
      const report = target.closest(".report");
      if (met.has(report) || (report && beside && !report.classList.contains("chosen"))) continue;
      met.add(report);
      reveal(target);
    }
  };
  const jumps = (node) => node.dataset.jump.trim().split(/\s+/);
  const follow = () => { if (location.hash) show(location.hash.slice(1)); };
  addEventListener("hashchange", follow);

  // Findings
  let at = -1;
  const findings = () => all("main .finding").filter(shown);
  const go = (list, step, what) => {
    if (!list.length) return say(`No ${what}.`);
    const current = document.querySelector(".here");
    const place = list.indexOf(current);
    at = place < 0 && current ? list.findIndex((node) => current.compareDocumentPosition(node) & 4) - (step > 0 ? 1 : 0) : place;
    at = Math.min(list.length - 1, Math.max(0, at + step));
    if (current) current.classList.remove("here");
    const node = list[at];
    node.classList.add("here");
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
    if (matchMedia("(min-width: 75rem)").matches) show(...jumps(node));
    say(`${what} ${at + 1} of ${list.length}`);
  };
  const here = () => document.querySelector(".here");
  const open = () => { if (here()) location.hash = jumps(here())[0]; };

  // Reports
  const reports = all(".report");
  let report = -1;
  const turn = (step) => {
    report = Math.min(reports.length - 1, Math.max(0, report + step));
    location.hash = reports[report].id;
    reports[report].focus({ preventScroll: true });
    say(`Report ${report + 1} of ${reports.length}`);
  };
  const picks = all(".picks input");
  const MOST = 3;
  let order = [];
  const choose = (id) => {
    order = order.filter((other) => other !== id).concat(id).slice(-MOST);
    lay();
  };
  const lay = () => {
    picks.forEach((pick) => { pick.checked = order.includes(pick.value); });
    reports.forEach((node) => {
      node.classList.toggle("chosen", order.includes(node.id));
      node.tabIndex = order.length ? 0 : -1;
    });
    document.body.classList.toggle("beside-on", order.length > 0);
    say(order.length ? `${order.length} reports side by side` : "All reports");
  };
  picks.forEach((pick) => pick.addEventListener("change", () => {
    if (pick.checked) choose(pick.value);
    else { order = order.filter((id) => id !== pick.value); lay(); }
  }));
  $("beside-off").addEventListener("click", () => { order = []; lay(); });

  all(".compare").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const ids = jumps(button.closest(".finding"));
      const wanted = new Set(ids.map((id) => $(id).closest(".report").id));
      order = [...wanted].slice(0, MOST);
      lay();
      show(...ids);
    });
  });

  // From a mark back to the finding that compares it
  document.querySelector(".reader").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-b]");
    if (mark && !String(getSelection())) { location.hash = mark.dataset.b; }
  });

  // Search in the reports' own characters, without touching the text
  const field = $("search");
  let hits = [], hit = -1;
  const blocks = all(".text p:not(.reason)");
  const find = () => {
    const wanted = field.value.trim().toLowerCase();
    hits = []; hit = -1;
    if (window.CSS && CSS.highlights) CSS.highlights.clear();
    if (wanted.length < 2) return;
    for (const block of blocks) {
      const raw = block.textContent, lower = raw.toLowerCase();
      const text = lower.length === raw.length ? lower : raw;
      for (let from = text.indexOf(wanted); from >= 0 && hits.length < 2000; from = text.indexOf(wanted, from + 1)) {
        hits.push([block, from, from + wanted.length]);
      }
    }
    if (window.CSS && CSS.highlights) CSS.highlights.set("found", new Highlight(...hits.map((place) => range(...place))));
    say(`${hits.length} places`);
  };
  const range = (block, from, to) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const made = document.createRange();
    let seen = 0, begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const next = seen + node.length;
      if (!begun && from < next) { made.setStart(node, from - seen); begun = true; }
      if (begun && to <= next) { made.setEnd(node, to - seen); break; }
      seen = next;
    }
    return made;
  };
  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") field.blur();
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!hits.length) return say("Not in these reports.");
    hit = (hit + (event.shiftKey ? hits.length - 1 : 1)) % hits.length;
    const [block, from, to] = hits[hit];
    const fold = block.closest("details");
    if (fold) fold.open = true;
    block.scrollIntoView({ block: "center" });
    if (getSelection) { const choice = getSelection(); choice.removeAllRanges(); choice.addRange(range(block, from, to)); }
    say(`${hit + 1} of ${hits.length}`);
  });

  // Copy the finding in hand with where it stands
  const copy = () => {
    const mark = lit.find((node) => node.id) || (here() && $(jumps(here())[0]));
    if (!mark) return say("Nothing chosen to copy.");
    const source = mark.closest(".report");
    const words = (selector) => (source.querySelector(selector) || { textContent: "" }).textContent.trim();
    const hash = words(".about code");
    const line = `“${pieces(mark.id).map((piece) => piece.textContent).join(" ")}” – ${words(".masthead .outlet")}, “${words("h3")}”, ${words(".when")} [${mark.id}, sha256 ${hash}]`;
    const done = () => say("Copied with its citation.");
    if (navigator.clipboard) navigator.clipboard.writeText(line).then(done, () => say("The browser did not allow copying."));
    else say("The browser does not allow copying.");
  };

  // Keys
  const help = $("help");
  $("help-open").addEventListener("click", () => help.showModal());
  $("help-close").addEventListener("click", () => help.close());
  const views = Object.fromEntries(all("nav a[data-view]").map((link) => [link.dataset.view, link]));
  const layers = all(".layers input");
  let going = false;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !$("keys-on").checked || help.open) return;
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select")) return;
    const key = event.key;
    const differing = () => all("main .group.finding").filter(shown).filter((node) => /\bd-|v-conflict|v-compatible/.test(node.className));
    const actions = {
      j: () => go(findings(), 1, "finding"), k: () => go(findings(), -1, "finding"),
      n: () => go(differing(), 1, "difference"), p: () => go(differing(), -1, "difference"),
      J: () => turn(1), K: () => turn(-1), o: open, b: () => history.back(), c: copy,
      "/": () => field.focus(), "?": () => help.showModal(), g: () => { going = true; },
      Escape: () => light([]),
    };
    if (going && key !== "g") {
      going = false;
      if (views[key]) { event.preventDefault(); views[key].click(); views[key].focus(); return; }
    }
    if (key === "Enter" && event.target === here()) { event.preventDefault(); open(); return; }
    if (/^[1-9]$/.test(key) && layers[key - 1]) { event.preventDefault(); layers[key - 1].click(); return; }
    if (actions[key]) { event.preventDefault(); actions[key](); }
  });

  // Two panes scroll instead of the page: a scroll key pressed nowhere in particular means the findings.
  addEventListener("keydown", (event) => {
    const scrolls = ["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "].includes(event.key);
    if (scrolls && document.activeElement === document.body) $("findings").focus({ preventScroll: true });
  });

  follow();
})();
