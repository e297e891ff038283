// Adds to a page that works without it: keys, search, reports side by side, the state in the address, copying.
"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const live = $("live");
  const say = (words) => { live.textContent = words; };
  const button = (words, act) => Object.assign(document.createElement("button"), { type: "button", className: "act", textContent: words, onclick: act });
  const checked = (inputs) => inputs.find((input) => input.checked);
  // One thing may be shown in two forms, of which one is chosen: the list of facts and their grid.
  const formOf = (node) => node.closest("[data-form]");
  const chosen = (form) => !form || !$(form.dataset.form) || $(form.dataset.form).checked;
  // Known from the folds and the filter alone: to ask the layout would lay out every report of a large pile.
  const shown = (node) => !node.closest("details:not([open])") && chosen(formOf(node))
    && filters.every((filter) => filter.value() === filter.usual || !node.matches(filter.items) || node.classList.contains(filter.kind + filter.value()));
  document.querySelector(".tools").hidden = false;
  document.querySelector(".beside").hidden = document.querySelectorAll(".report").length < 2;

  // --- Marks: one of several pieces lights up whole; each knows the others that its finding compares it with
  let lit = [];
  const further = new Map();
  all("mark[data-s]").forEach((mark) => further.set(mark.dataset.s, [...(further.get(mark.dataset.s) || []), mark]));
  const pieces = (id) => [$(id), ...(further.get(id) || [])].filter(Boolean);
  const light = (ids) => {
    lit.forEach((mark) => mark.classList.remove("hit"));
    lit = ids.flatMap(pieces).filter((node) => node.tagName === "MARK");
    lit.forEach((mark) => mark.classList.add("hit"));
  };
  let compared;
  const counterparts = (finding) => {
    if (!compared) {
      compared = new Map();
      all("mark[data-b]").forEach((mark) => {
        if (!compared.has(mark.dataset.b)) compared.set(mark.dataset.b, []);
        compared.get(mark.dataset.b).push(mark);
      });
    }
    return compared.get(finding) || [];
  };
  const reportOf = (node) => node.closest(".report");
  const large = document.body.classList.contains("large");
  // A list whose rest is folded is shown whole to those who come for it.
  const unfold = (target) => {
    if (target.matches("details.removed")) all("details.removed", reportOf(target)).forEach((fold) => { fold.open = true; });
    if (target.dataset.unfold !== undefined) all("details.rest", target).filter((fold) => fold.closest("[data-unfold]") === target).forEach((fold) => { fold.open = true; });
  };
  const reveal = (target) => {
    leading = null;
    unfold(target);
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.matches(".uses")) all("details", target).forEach((fold) => { fold.open = true; });
    const form = formOf(target);
    if (!chosen(form)) { $(form.dataset.form).checked = true; write(); }
    const place = () => target.scrollIntoView({ block: target.tagName === "MARK" ? "center" : "start" });
    place();
    // In a large pile what comes into view is laid out only now, and moves what is below it.
    if (large) requestAnimationFrame(() => requestAnimationFrame(place));
  };
  let leading = null;
  const isBeside = () => document.body.classList.contains("beside-on");
  // Where reports stand side by side, each scrolls to its own version.
  const show = (...ids) => {
    const targets = ids.map($).filter(Boolean);
    if (!targets.length) return;
    light(ids);
    const beside = isBeside();
    const homes = targets.map(reportOf).filter(Boolean);
    if (beside && homes.length && !homes.some((home) => home.classList.contains("chosen"))) choose(homes[0].id);
    const met = new Set();
    for (const target of beside ? targets : targets.slice(0, 1)) {
      const report = reportOf(target);
      if (met.has(report) || (report && beside && !report.classList.contains("chosen"))) continue;
      met.add(report);
      reveal(target);
    }
  };
  // A finding of one place has it in its first link.
  const jumps = (node) => (node.dataset.jump || node.querySelector("a.jump").hash.slice(1)).trim().split(/\s+/);

  // --- Reports, and up to three of them side by side
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
    match();
    write();
  };
  const tellOrder = () => say(order.length ? `${order.length} reports side by side` : "All reports");
  picks.forEach((pick) => pick.addEventListener("change", () => {
    if (pick.checked) choose(pick.value);
    else { order = order.filter((id) => id !== pick.value); lay(); }
    tellOrder();
  }));
  const aside = (ids) => { order = ids.slice(0, MOST); lay(); tellOrder(); };
  $("beside-off").addEventListener("click", () => aside([]));
  const compare = (finding) => {
    const ids = jumps(finding);
    aside([...new Set(ids.map((id) => reportOf($(id)).id))]);
    place = finding.id || ids[0];
    write();
    show(...ids);
    matched = matches.indexOf(finding.id);
    tell();
  };
  all(".compare").forEach((node) => {
    node.hidden = false;
    node.addEventListener("click", () => compare(node.closest(".finding")));
  });

  // The passages that the chosen reports share by some finding, in the order of the first of them
  let matches = [], matched = -1;
  const panes = () => reports.filter((node) => node.classList.contains("chosen"));
  const inPanes = (finding) => counterparts(finding).filter((mark) => reportOf(mark).classList.contains("chosen"));
  const match = () => {
    const [first] = panes();
    const open = order.length > 1;
    const found = open ? all("mark[data-b]", first).map((mark) => mark.dataset.b) : [];
    matches = [...new Set(found)].filter((finding) => new Set(inPanes(finding).map(reportOf)).size > 1);
    matched = -1;
    document.querySelector(".matches").hidden = !open;
    tell();
  };
  const tell = () => {
    const number = matches.length;
    const what = `${number || "no"} shared passage${number === 1 ? "" : "s"}`;
    const sigla = matched < 0 ? [] : panes().filter((pane) => inPanes(matches[matched]).some((mark) => reportOf(mark) === pane)).map((pane) => pane.querySelector(".sig").textContent);
    $("match-at").textContent = matched < 0 ? what : `${matched + 1} of ${what}: ${sigla.join(" ")}`;
  };
  const align = (finding, from) => {
    const marks = inPanes(finding);
    light(marks.map((mark) => mark.id));
    const height = from ? from.getBoundingClientRect().top : 0;
    for (const pane of panes()) {
      const mark = marks.find((other) => reportOf(other) === pane);
      if (!mark || (from && reportOf(from) === pane)) continue;
      if (from) pane.scrollTop += mark.getBoundingClientRect().top - height;
      else reveal(mark);
    }
    if (matches.includes(finding)) matched = matches.indexOf(finding);
    tell();
  };
  const next = (step) => {
    if (!matches.length) return say("No shared passages.");
    matched = matched < 0 ? (step > 0 ? 0 : matches.length - 1) : (matched + step + matches.length) % matches.length;
    align(matches[matched]);
    place = inPanes(matches[matched])[0].id;
    write.soon();
    say(`Shared passage ${matched + 1} of ${matches.length}`);
  };
  $("match-on").addEventListener("click", () => next(1));
  $("match-back").addEventListener("click", () => next(-1));

  // The pane that somebody scrolls leads: when a shared passage comes to its reading line, the others go to theirs.
  let waiting = false;
  const lead = (event) => { leading = event.target.closest(".report.chosen") || leading; };
  ["wheel", "touchstart", "pointerdown", "keydown"].forEach((type) => document.querySelector(".reader").addEventListener(type, lead, { passive: true }));
  const follow = () => {
    waiting = false;
    if (!leading || order.length < 2 || !$("together").checked) return;
    const box = leading.getBoundingClientRect();
    const line = box.top + box.height / 3;
    const far = (mark) => Math.abs(mark.getBoundingClientRect().top - line);
    const near = all("mark[data-b]", leading).filter((mark) => matches.includes(mark.dataset.b))
      .reduce((best, mark) => (best && far(best) <= far(mark) ? best : mark), null);
    if (near && far(near) < box.height / 3 && !near.classList.contains("hit")) align(near.dataset.b, near);
  };
  reports.forEach((pane) => pane.addEventListener("scroll", () => {
    if (pane !== leading || waiting) return;
    waiting = true;
    requestAnimationFrame(follow);
  }, { passive: true }));

  // A mark lights up its counterparts under the pointer, and leads to them and to the finding that compares them.
  let linked = [];
  const link = (finding) => {
    linked.forEach((node) => node.classList.remove("linked"));
    linked = finding ? [...counterparts(finding), $(finding)].filter(Boolean) : [];
    linked.forEach((node) => node.classList.add("linked"));
  };
  document.querySelector(".reader").addEventListener("pointerover", (event) => {
    const mark = event.target.closest("mark[data-b]");
    link(mark && mark.dataset.b);
  });
  document.querySelector(".reader").addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-b]");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    if (order.length < 2) { location.hash = mark.dataset.b; return; }
    align(mark.dataset.b, mark);
    $(mark.dataset.b).scrollIntoView({ block: "nearest" });
    place = mark.id;
    write();
  });

  // The histogram is one stop for Tab; arrows go along it.
  all(".map").forEach((map) => {
    const bins = all("a", map);
    bins.slice(1).forEach((bin) => { bin.tabIndex = -1; });
    map.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const to = bins[bins.indexOf(event.target) + step];
      if (!to) return;
      event.preventDefault();
      event.target.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  });

  // --- The address: #PLACE&verdict=KIND&show=KIND&figures=KIND&covers=lacks&as=FORM&facts=grid&base=FINDING.2&with=REPORT,REPORT
  // &layers=q.f&keys=off, each only where it is not the usual. A link to a place alone keeps what is set; an entry of the
  // history brings its own back.
  const layers = all(".layers input");
  // Looked up once: to search a large page for them takes longer than a jump.
  const bases = all(".bases input");
  const choice = (key, usual, items = "", kind = "") => {
    const inputs = all(`input[name=${key}]`);
    const value = () => (inputs.length ? checked(inputs).id.slice(key.length + 1) : usual);
    const set = (asked) => {
      const input = inputs.find((node) => node.id === `${key}-${asked || usual}`) || inputs.find((node) => node.id === `${key}-${usual}`);
      if (input) input.checked = true;
    };
    return { key, usual, items, kind, value, set };
  };
  const filters = [
    choice("verdict", "all", "#facts .told:not(.kinds)", "v-"), choice("show", "all", "#quotations .group", "d-"),
    choice("figures", "all", "#figures .group", "v-"), choice("covers", "all", "#coverage tbody tr", ""),
  ];
  const choices = [...filters, choice("as", "table"), choice("facts", "list")];
  const usual = layers.filter((box) => box.defaultChecked).map((box) => box.id.slice(2)).join(".");
  let place = "";
  const state = () => {
    const parts = [];
    const add = (key, value, default_) => { if (value !== default_) parts.push(`${key}=${value}`); };
    choices.forEach((one) => add(one.key, one.value(), one.usual));
    add("base", bases.filter((input) => input.checked && input.value !== "0").map((input) => `${input.closest(".group").id}.${input.value}`).join(","), "");
    add("with", order.join(","), "");
    add("layers", layers.filter((box) => box.checked).map((box) => box.id.slice(2)).join("."), usual);
    add("keys", $("keys-on").checked ? "on" : "off", "on");
    return parts.map((part) => `&${part}`).join("");
  };
  let timer = 0;
  const write = () => {
    clearTimeout(timer);
    const hash = place || state() ? `#${place}${state()}` : "";
    if (hash === location.hash && history.state && history.state.kept) return;
    history.replaceState({ kept: true }, "", location.href.split("#")[0] + hash);
  };
  // Keys that repeat must not run into the browser's limit of changes of the address.
  write.soon = () => { clearTimeout(timer); timer = setTimeout(write, 200); };
  const pick = (input) => {
    if (!input) return;
    unwrap(input.closest(".group"));
    input.checked = true;
  };
  const apply = (asked) => {
    const check = (input, to = true) => { if (input) input.checked = to; };
    choices.forEach((one) => one.set(asked.get(one.key)));
    bases.filter((input) => input.value === "0").forEach((input) => check(input));
    (asked.get("base") || "").split(",").filter(Boolean).forEach((choice) => {
      const [finding, number] = choice.split(".");
      if ($(finding)) pick(all(".bases input", $(finding)).find((input) => input.value === number));
    });
    const wanted = asked.has("layers") ? asked.get("layers") : usual;
    layers.forEach((box) => check(box, wanted.split(".").includes(box.id.slice(2))));
    check($("keys-on"), asked.get("keys") !== "off" && !keys.off());
    order = (asked.get("with") || "").split(",").filter((id) => reports.some((node) => node.id === id)).slice(0, MOST);
  };
  const arrive = () => {
    const [id, ...parts] = location.hash.slice(1).split("&");
    const asked = new Map(parts.map((part) => part.split("=")));
    place = id;
    if (asked.size || (history.state && history.state.kept)) { apply(asked); lay(); } else write();
    if (!id) return;
    const finding = $(id) && $(id).matches(".finding") && order.length ? jumps($(id)) : [];
    if (finding.length) show(...finding);
    show(id);
    if (finding.length) light(finding);
  };
  addEventListener("hashchange", arrive);
  addEventListener("change", (event) => {
    if (event.target.closest(".picks")) return;
    if (event.target.closest(".bases")) pick(event.target);
    // The place in hand is the same fact in the other form.
    if (event.target.name === "facts") place = $(`row-${place}`) && event.target.id === "facts-grid" ? `row-${place}` : place.replace(/^row-/, "");
    write();
    const filter = filters.find((one) => one.key === event.target.name);
    if (filter) say(`${all(filter.items).filter(shown).length} shown`);
  });
  // A count leads to its list, filtered to what it counts: data-set="show=cut".
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-set]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const asked = new Map(link.dataset.set.split("&").map((part) => part.split("=")));
    choices.forEach((one) => { if (asked.has(one.key)) one.set(asked.get(one.key)); });
    if (asked.has("with")) { order = []; lay(); }
    // The address changes with the step to the list, so that a step back finds the old one.
    if (place === link.hash.slice(1)) { event.preventDefault(); write(); show(place); }
  });

  // In a large pile the other bases rest, packed, in a comment of the page's own making until one is asked for.
  const unwrap = (group) => {
    const walker = document.createTreeWalker(group, NodeFilter.SHOW_COMMENT);
    const slots = [];
    while (walker.nextNode()) slots.push(walker.currentNode);
    if (!slots.length) return;
    const packed = slots.pop();
    const tags = JSON.parse($("rest").firstChild.data), [texts, parts] = JSON.parse(packed.data);
    packed.remove();
    slots.forEach((slot, number) => {
      const made = document.createElement("template");
      made.innerHTML = parts[number].map((token) => (token < 0 ? tags[~token] : texts[token])).join("");
      slot.replaceWith(made.content);
    });
  };
  all(".bases").forEach((choice) => { choice.hidden = false; });

  // --- Findings
  let at = -1;
  const findings = () => all("main .finding").filter(shown);
  const here = () => document.querySelector(".here");
  const go = (list, step, what) => {
    if (!list.length) return say(`No ${what}.`);
    const current = here();
    const index = list.indexOf(current);
    at = index < 0 && current ? list.findIndex((node) => current.compareDocumentPosition(node) & 4) - (step > 0 ? 1 : 0) : index;
    at = Math.min(list.length - 1, Math.max(0, at + step));
    if (current) current.classList.remove("here");
    const node = list[at];
    node.classList.add("here");
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
    node.scrollIntoView({ block: "nearest" });
    if (matchMedia("(min-width: 75rem)").matches) show(...jumps(node));
    place = node.id || jumps(node)[0];
    write.soon();
    say(`${what} ${at + 1} of ${list.length}`);
  };
  const open = () => { if (here()) location.hash = jumps(here())[0]; };
  // The finding in hand: the one gone to by key, the one with the focus, else the one that the address names.
  const inHand = () => {
    const focused = document.activeElement.closest("main .finding");
    return focused || here() || ($(place) && $(place).closest("main .finding"));
  };
  const turnBase = (step) => {
    const finding = inHand();
    const inputs = finding ? all(".bases input", finding) : [];
    if (!inputs.length) return say("No quotation with several versions is chosen.");
    const number = (inputs.findIndex((input) => input.checked) + step + inputs.length) % inputs.length;
    pick(inputs[number]);
    write();
    say(`Base: ${inputs[number].parentElement.textContent.trim()}, ${number + 1} of ${inputs.length}`);
  };
  const explain = () => {
    const finding = inHand();
    const fold = finding && finding.closest("article, tr, li").querySelector(".why");
    if (!fold) return say("No explanation here.");
    fold.open = !fold.open;
    fold.querySelector("summary").focus();
  };

  // --- Copying
  const copy = (text, done) => {
    const byHand = () => {
      $("copied-text").value = text;
      $("copied").showModal();
      $("copied-text").select();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(() => say(done), byHand);
    else byHand();
  };
  $("copied-close").addEventListener("click", () => $("copied").close());
  const citation = (id) => {
    const source = reportOf($(id));
    const words = (selector) => (source.querySelector(selector) || { textContent: "" }).textContent.trim();
    const [, start, end] = id.match(/-(\d+)-(\d+)$/);
    const exact = pieces(id).map((piece) => piece.textContent).join(" ");
    return `“${exact}” – ${words(".masthead .outlet")}, “${words("h3")}”, ${words(".when")}, characters ${start}–${end} [${id}, sha256 ${words(".about code")}]`;
  };
  const cited = () => lit.filter((node) => node.id).slice(0, 1).map((node) => node.id);
  const cite = (finding) => {
    const ids = finding ? [...new Set(jumps(finding))] : cited();
    if (!ids.length) return say("Nothing chosen to copy.");
    copy(ids.map(citation).join("\n"), "Copied with its citation.");
  };
  const copyLink = (finding) => {
    const id = finding ? finding.id || jumps(finding)[0] : place;
    // Whether keys are on is the reader's own choice.
    copy(`${location.href.split("#")[0]}#${id}${state().replace("&keys=off", "")}`, "Link copied.");
  };
  const equip = (finding) => {
    if (finding.querySelector(".act")) return;
    const row = finding.tagName === "TR";
    const box = Object.assign(document.createElement(row ? "span" : "p"), { className: "acts" });
    box.append(button("copy link", () => copyLink(finding)), button(row ? "cite" : "copy with citation", () => cite(finding)));
    box.lastChild.title = "copy with citation";
    (row ? finding.querySelector(".meta, th, td") : finding).append(box);
  };
  // What is folded gets its buttons when it is unfolded, and in a large pile each finding when somebody comes to it:
  // thousands of them would slow the opening down.
  const unfolded = (root) => all(".finding", root).filter((node) => !node.closest("details:not([open])")).forEach(equip);
  const main = document.querySelector("main");
  const reached = (event) => { const finding = event.target.closest(".finding"); if (finding) equip(finding); };
  if (large) ["pointerover", "focusin"].forEach((type) => main.addEventListener(type, reached));
  else {
    unfolded(main);
    main.addEventListener("toggle", (event) => { if (event.target.open) unfolded(event.target); }, true);
  }

  // --- Search in the reports' own characters, without touching the text
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
    if (window.CSS && CSS.highlights) CSS.highlights.set("found", new Highlight(...hits.map((where) => range(...where))));
    say(`${hits.length} places`);
  };
  const range = (block, from, to) => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const made = document.createRange();
    let seen = 0, begun = false;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const end = seen + node.length;
      if (!begun && from < end) { made.setStart(node, from - seen); begun = true; }
      if (begun && to <= end) { made.setEnd(node, to - seen); break; }
      seen = end;
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

  // --- Keys
  const differing = () => all("main .group.finding").filter(shown).filter((node) => /\bd-|\bv-(disputed|conflict|compatible)\b/.test(node.className));
  const beside = () => {
    const finding = inHand();
    if (isBeside()) return aside([]);
    if (!finding) return say("No finding is chosen.");
    compare(finding);
  };
  const mark = (letter) => {
    $(`l-${letter}`).click();
    say(`${$(`l-${letter}`).checked ? "Marked" : "Not marked"}: ${$(`l-${letter}`).parentElement.textContent.trim()}`);
  };
  const markAll = () => {
    const every = layers.every((box) => box.checked);
    layers.forEach((box) => { box.checked = every ? box.defaultChecked : true; });
    write();
    say(every ? "The usual marks" : "All marks");
  };
  const view = (identity) => {
    const link = document.querySelector(`nav a[href="#${identity}"]`);
    link.click();
    link.focus();
  };
  const acts = {
    next: () => go(findings(), 1, "finding"), previous: () => go(findings(), -1, "finding"),
    "next-difference": () => go(differing(), 1, "difference"), "previous-difference": () => go(differing(), -1, "difference"),
    "next-report": () => turn(1), "previous-report": () => turn(-1), open, back: () => history.back(),
    "base-back": () => turnBase(-1), "base-on": () => turnBase(1), beside, "next-passage": () => next(1), "previous-passage": () => next(-1),
    cite: () => cite($(place) && $(place).tagName === "MARK" ? null : inHand()), link: () => copyLink(inHand()), explain,
    search: () => field.focus(), layers: markAll,
  };
  const keys = keyboard({
    run: (name) => {
      const [what, which] = name.split(/-(.*)/);
      if (acts[name]) acts[name]();
      else if (what === "view") view(which);
      else mark(which);
    },
    other: (event) => {
      if (event.key === "Escape") light([]);
      const opens = event.key === "Enter" && event.target === here();
      if (opens) open();
      return opens;
    },
  });

  // Two panes scroll instead of the page: a scroll key pressed nowhere in particular means the findings.
  addEventListener("keydown", (event) => {
    const scrolls = ["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", " "].includes(event.key);
    if (scrolls && document.activeElement === document.body) $("findings").focus({ preventScroll: true });
  });

  arrive();
})();
