// The keyboard: the usual key of each command stands on its button in the help, other keys are remembered by the browser
// where it remembers anything (a page opened as a file may not be allowed to), and last until the page is closed else.
"use strict";
const keyboard = (acts) => {
  const STORE = "rashomon-keys";
  const $ = (id) => document.getElementById(id);
  const help = $("help"), said = $("key-said"), single = $("keys-on");
  const buttons = [...help.querySelectorAll("button.key")];
  const room = (button) => button.dataset.after || "";
  const words = (button) => button.closest("tr").querySelector("td").textContent;
  const usual = new Map(buttons.map((button) => [button.dataset.command, button.dataset.key]));
  const keys = new Map(usual);
  const holder = (key, where) => buttons.find((button) => room(button) === where && keys.get(button.dataset.command) === key);
  // A letter, a digit or a sign: what has a longer name (Enter, Tab, arrows) moves the browser or the screen reader.
  const fit = (key) => [...key].length === 1 && key.trim() !== "";

  const draw = () => {
    for (const button of buttons) {
      const key = keys.get(button.dataset.command);
      button.textContent = key;
      button.classList.toggle("changed", key !== button.dataset.key);
      button.setAttribute("aria-label", `${key}: ${words(button)}. Change this key`);
    }
    help.querySelectorAll("[data-prefix]").forEach((node) => { node.textContent = keys.get(node.dataset.prefix); });
  };
  // --- What the browser remembers
  const remember = () => {
    const changed = Object.fromEntries([...keys].filter(([name, key]) => key !== usual.get(name)));
    try {
      localStorage.setItem(STORE, JSON.stringify({ keys: changed, off: !single.checked }));
      return "";
    } catch {
      return " The browser does not keep this: it lasts until the page is closed.";
    }
  };
  let off = false;
  const recall = () => {
    let kept = {};
    try {
      kept = JSON.parse(localStorage.getItem(STORE)) || {};
    } catch {
      return;
    }
    off = kept.off === true;
    const asked = Object.entries(kept.keys || {}).filter(([name, key]) => usual.has(name) && typeof key === "string" && fit(key));
    asked.forEach(([name, key]) => keys.set(name, key));
    // Nothing of it where two commands would share a key.
    if (buttons.some((button) => holder(keys.get(button.dataset.command), room(button)) !== button)) usual.forEach((key, name) => keys.set(name, key));
  };

  // --- Changing a key
  let waiting = null;
  const wait = (button) => {
    if (waiting) waiting.classList.remove("waits");
    waiting = button;
    if (!button) return;
    button.classList.add("waits");
    said.textContent = `Press the new key for “${words(button)}”. Esc leaves it as it is.`;
  };
  const refusal = (event, button) => {
    if ((event.ctrlKey || event.metaKey || event.altKey) && !event.getModifierState("AltGraph")) return "Keys with Ctrl, Alt or Meta belong to the browser and the screen reader.";
    if (!fit(event.key)) return `${event.key === " " ? "Space" : event.key} belongs to the browser. Choose a letter, a digit or a sign.`;
    const other = holder(event.key, room(button));
    return other && other !== button ? `“${event.key}” is taken: ${words(other)}. Choose another.` : "";
  };
  buttons.forEach((button) => {
    button.addEventListener("click", () => wait(button));
    button.addEventListener("blur", () => { if (waiting === button) wait(null); });
  });
  help.addEventListener("cancel", (event) => { if (waiting) event.preventDefault(); });
  help.addEventListener("keydown", (event) => {
    if (!waiting || ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"].includes(event.key)) return;
    if (event.key === "Tab") { wait(null); said.textContent = "The key stays as it is."; return; }
    event.preventDefault();
    event.stopPropagation();
    const button = waiting;
    if (event.key === "Escape") { wait(null); said.textContent = "The key stays as it is."; return; }
    const refused = refusal(event, button);
    if (refused) { said.textContent = refused; return; }
    wait(null);
    keys.set(button.dataset.command, event.key);
    draw();
    said.textContent = `${event.key}: ${words(button)}.${remember()}`;
  });
  $("keys-reset").addEventListener("click", () => {
    usual.forEach((key, name) => keys.set(name, key));
    draw();
    said.textContent = `All keys are the usual ones.${remember()}`;
  });
  single.addEventListener("change", () => { off = !single.checked; said.textContent = remember(); });
  const show = () => { said.textContent = ""; help.showModal(); };
  $("help-open").addEventListener("click", show);
  $("help-close").addEventListener("click", () => help.close());

  // --- Pressing one
  const typing = (node) => node.isContentEditable || node.closest("input:not([type=checkbox]):not([type=radio]), textarea, select");
  let first = "";
  addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey;
    if ((held && !event.getModifierState("AltGraph")) || event.defaultPrevented || event.isComposing) return;
    if (!single.checked || document.querySelector("dialog[open]") || typing(event.target)) return;
    if (["Shift", "AltGraph", "CapsLock"].includes(event.key)) return;
    const command = holder(event.key, first) || (first && holder(event.key, ""));
    first = "";
    if (!command) { if (acts.other(event)) event.preventDefault(); return; }
    event.preventDefault();
    const name = command.dataset.command;
    if (buttons.some((button) => room(button) === name)) first = name;
    else if (name === "help") show();
    else acts.run(name);
  });

  recall();
  draw();
  if (off) single.checked = false;
  return { off: () => off };
};
