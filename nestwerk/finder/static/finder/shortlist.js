// The shortlist: ids of offers and the slug of the network in which it was begun, under one key of this device and
// nowhere else. To show the list its ids are asked for, as with any link. Without this script each button is a link
// that carries the ids along.
const KEY = "nestwerk.merkliste";
const MOST = 30;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const main = document.getElementById("inhalt");
const link = document.getElementById("merkliste");
const all = (what, where = document) => [...where.querySelectorAll(what)];
const clean = (ids) => [...new Set(ids)].filter((id) => ID.test(id)).slice(0, MOST);
const shared = () => new URLSearchParams(window.location.search).getAll("a");

const network = (path) => path.match(/([^/]+)\/merkliste$/)[1];

function read() {
  try {
    const kept = JSON.parse(window.localStorage.getItem(KEY));
    return { n: /^[a-z0-9-]+$/.test(kept.n) ? kept.n : "", a: clean(kept.a) };
  } catch {
    return { n: "", a: [] };
  }
}

function write(ids, begun) {
  const before = read();
  const kept = { n: (before.a.length && before.n) || begun || before.n, a: clean(ids) };
  if (kept.a.length) window.localStorage.setItem(KEY, JSON.stringify(kept));
  else window.localStorage.removeItem(KEY);
  state();
}

function button(anchor) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = anchor.className;
  made.dataset.keep = anchor.dataset.keep;
  made.dataset.of = link.dataset.of || network(anchor.pathname);
  made.append(...anchor.childNodes);
  anchor.replaceWith(made);
}

function state() {
  const { n, a } = read();
  all("button.keep").forEach((one) => {
    const on = a.includes(one.dataset.keep);
    one.setAttribute("aria-pressed", on);
    one.querySelector("span").textContent = on ? link.dataset.kept : link.dataset.keep;
  });
  link.href = link.dataset.to.replace("/-/", `/${n}/`);
  link.hidden = !a.length || !n;
  const { lang } = document.documentElement;
  link.querySelector("b").textContent = a.length.toLocaleString(lang === "ar" ? "ar-u-nu-arab" : lang);
}

function dress() {
  all("a.keep[data-keep]").forEach(button);
  all("[data-print]").forEach((one) => { one.hidden = false; });
  all("[data-without-script]").forEach((one) => { one.hidden = true; });
  all("[data-copy]").forEach((one) => { one.hidden = !navigator.clipboard; });
  all("[data-share]").forEach((one) => { one.hidden = !navigator.share; });
  const kept = read().a;
  all("[data-adopt]").forEach((one) => { one.hidden = clean(shared()).every((id) => kept.includes(id)); });
  all("[data-shared] input[name=a]").forEach((one) => one.remove());
  state();
}

async function show(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    main.innerHTML = await answer.text();
  } catch {
    window.location.assign(address);
    return;
  }
  dress();
  main.querySelector(".removed")?.focus();
}

function toggle(one) {
  const { a } = read();
  const id = one.dataset.keep;
  if (!a.includes(id) && a.length >= MOST) {
    const told = document.createElement("span");
    told.className = "hint";
    told.setAttribute("role", "status");
    if (!one.nextElementSibling) one.after(told);
    one.nextElementSibling.textContent = link.dataset.full;
    return;
  }
  write(a.includes(id) ? a.filter((other) => other !== id) : [...a, id], one.dataset.of);
}

const deeds = {
  "button.keep": toggle,
  "[data-print]": () => window.print(),
  "[data-adopt]": () => {
    write([...read().a, ...shared()], network(window.location.pathname));
    window.location.assign(window.location.pathname);
  },
  "[data-copy]": async (one) => {
    await navigator.clipboard.writeText(one.closest("[data-link]").dataset.link);
    one.querySelector("span").textContent = one.dataset.done;
    document.getElementById("ansage").textContent = one.dataset.done;
  },
  "[data-share]": (one) => navigator.share({ url: one.closest("[data-link]").dataset.link }).catch(() => {}),
  "[data-own] [data-list]": (one) => {
    const asked = new URL(one.href).searchParams;
    const off = asked.getAll("weg");
    const { a } = read(); // another tab may have noted something since: only what was tapped goes or comes back
    write(off.length ? a.filter((id) => !off.includes(id)) : [...a, ...asked.getAll("a")], network(window.location.pathname));
    show(one.href);
  },
};

function begin() {
  document.addEventListener("click", (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const what = Object.keys(deeds).find((one) => event.target.closest(one));
    if (!what) return;
    event.preventDefault();
    deeds[what](event.target.closest(what));
  });
  document.addEventListener("results", dress);
  window.addEventListener("storage", state);
  window.addEventListener("pageshow", state);
  dress();
  const empty = main.querySelector(".shortlist") && !shared().length;
  if (empty && read().a.length) show(`${window.location.pathname}?${read().a.map((id) => `a=${id}`).join("&")}`);
}

try {
  if (link && window.localStorage) begin();
} catch {
  // A device that forbids storage keeps the plain links.
}
