// Keeps for a time without network, in this device only: the start page of this network and language, the emergency
// page, the page shown instead of others, and the shortlist. Nothing else: no search, no page of an offer. The quick
// exit empties it (exit.js). worker.js serves what is kept and says from when it is.
const CACHE = "nestwerk";
const LIST = "nestwerk.merkliste";
const DAY = 86400000;
const AT_ONCE = window.location.search ? 1 : 2; // pages fetched beside the open one: a first visit stays below 40 KB
const { worker, home } = document.querySelector("script[data-worker]").dataset;
const link = document.querySelector("[data-to]");
const saving = navigator.connection?.saveData || window.matchMedia("(prefers-reduced-data: reduce)").matches;
const here = window.location.pathname;
const gone = () => document.documentElement.hidden || "forgotten" in document.documentElement.dataset;
// Asked right before opening: what is opened after the quick exit has deleted everything would stay.
const opened = () => (gone() ? Promise.reject(new Error("left")) : caches.open(CACHE));
const read = () => { try { return window.localStorage.getItem(LIST) || ""; } catch { return ""; } };
const list = () => (read() && link ? link.dataset.to.replace("/-/", `/${JSON.parse(read()).n}/`) : "");
let seen = "";

async function copy(address) {
  const answer = await fetch(address, { cache: "no-cache", credentials: "omit", priority: "low" });
  if (!answer.ok || answer.redirected || gone()) return;
  const headers = new Headers(answer.headers);
  ["Content-Encoding", "Content-Length", "Vary"].forEach((name) => headers.delete(name));
  headers.set("X-Kept", Date.now());
  const text = await answer.text();
  const store = await opened();
  await store.put(address, new Response(text, { headers }));
}

const files = (text) => [...text.matchAll(/(?:href|src)="(\/[^"]+(?:\.css|\.js|\.svg|\/logo))"/g)].map((found) => found[1]);
const isPage = (path) => /\/$|\/notfall(\/[a-z]+)?$|\/hilfe\/ohne-netz$|\/merkliste\?liste$/.test(path);
const path = (request) => request.url.slice(window.location.origin.length);

async function tidy() {
  const store = await opened();
  const all = await store.keys();
  const pages = await Promise.all(all.filter((one) => isPage(path(one))).map((one) => store.match(one)));
  const needed = new Set(files((await Promise.all(pages.map((one) => one.text()))).join("")));
  const old = all.filter((one) => !isPage(path(one)) && !needed.has(path(one)));
  await Promise.all(old.map((one) => store.delete(one)));
  const has = new Set(all.map(path));
  const missing = [...needed].filter((one) => !has.has(one));
  await Promise.all(missing.map((one) => !gone() && store.add(new Request(one, { cache: "force-cache" })).catch(() => {})));
}

async function keep(address, age) {
  const before = await caches.match(address, { cacheName: CACHE });
  if (before && Date.now() - before.headers.get("X-Kept") < age) return false;
  await copy(address);
  return true;
}

const idOf = (line) => line.dataset.id || line.querySelector(".off-list")?.href.match(/weg=([0-9a-f-]{36})/)?.[1];

// A line of the list from what stands on this page: noting an offer asks nobody for anything.
function line(id) {
  const button = document.querySelector(`[data-keep="${id}"]`);
  const where = button?.closest(".card") || (button && document.getElementById("inhalt"));
  const title = where?.querySelector("h3 a, h1, h2 a");
  if (!title) return null;
  const made = document.createElement("li");
  made.className = "card noted";
  made.dataset.id = id;
  const head = made.appendChild(document.createElement("h2"));
  head.textContent = title.textContent;
  ["lang", "dir"].forEach((name) => title.hasAttribute(name) && head.setAttribute(name, title.getAttribute(name)));
  const facts = where.querySelector(".facts");
  if (facts) made.append(facts.cloneNode(true));
  const ways = made.appendChild(document.createElement("p"));
  ways.className = "ways";
  [...where.querySelectorAll("a.way")].slice(0, 3).forEach((one) => ways.append(one.cloneNode(true)));
  return made;
}

async function before(base) {
  const kept = await caches.match(`${base}?liste`, { cacheName: CACHE });
  return kept ? kept.text() : "";
}

// The list as the server shows it when it is open, else as it was kept, with what was noted and taken off since.
async function written(base, ids) {
  const asked = `${base}?${ids.map((one) => `a=${one}`).join("&")}`;
  const shown = here === base && await fetch(asked, { headers: { "HX-Request": "true" }, cache: "no-store" });
  const sheet = new DOMParser().parseFromString(shown && shown.ok ? await shown.text() : await before(base), "text/html");
  let box = sheet.querySelector(".shortlist");
  if (!box) {
    box = sheet.body.appendChild(sheet.createElement("div"));
    box.className = "wide narrow shortlist";
    box.dataset.own = "";
    box.appendChild(sheet.createElement("h1")).textContent = link.querySelector("span").textContent;
    box.appendChild(sheet.createElement("ol")).className = "cards";
  }
  const lines = box.querySelector("ol");
  [...lines.children].filter((one) => !ids.includes(idOf(one))).forEach((one) => one.remove());
  const has = [...lines.children].map(idOf);
  has.forEach((id, number) => { lines.children[number].dataset.id = id; });
  box.querySelectorAll(".lead, .removed, .no-print").forEach((one) => one.remove());
  lines.append(...ids.filter((one) => !has.includes(one)).map(line).filter(Boolean).map((one) => sheet.adoptNode(one)));
  return box.outerHTML;
}

async function keepList() {
  seen = read();
  const store = await opened();
  const { a } = seen ? JSON.parse(seen) : { a: [] };
  const base = list();
  const lists = (await store.keys()).filter((one) => path(one).endsWith("?liste"));
  await Promise.all(lists.filter((one) => path(one) !== `${base}?liste`).map((one) => store.delete(one)));
  if (!base || gone()) return;
  const headers = { "Content-Type": "text/html; charset=utf-8", "X-Kept": Date.now() };
  const text = await written(base, a);
  if (!gone()) await store.put(`${base}?liste`, new Response(text, { headers }));
}

async function begin() {
  if (gone()) return;
  const wanted = [`${home}notfall`, `${home}hilfe/ohne-netz`];
  if (here === home || !saving) wanted.push(home);
  if (/^\/notfall\/./.test(here)) wanted.push(here);
  let room = AT_ONCE;
  for (const one of new Set(wanted)) {
    if (one === here || room) room -= await keep(one, one === here ? 0 : saving ? 7 * DAY : DAY) && one !== here;
  }
  if (gone()) return;
  // Last, as the worker installs itself only where something is kept: one that comes after the quick exit does not stay.
  const scope = home === "/" ? "/" : `/${home.split("/")[1]}/`;
  await navigator.serviceWorker.register(worker, { scope, updateViaCache: "all" });
  if (seen !== read() || (here === list() && read())) await keepList();
  await tidy();
  if (gone()) await caches.delete(CACHE);
}

const quiet = (work) => work().catch(() => {}); // no network, no room: then nothing is kept
// A phone that is never idle keeps its pages too, a little later.
const idle = (work) => window.requestIdleCallback?.(work, { timeout: 2000 }) ?? setTimeout(work, 500);

if (navigator.serviceWorker && window.caches) {
  if (document.readyState === "complete") idle(() => quiet(begin));
  else window.addEventListener("load", () => idle(() => quiet(begin)));
  seen = read();
  document.addEventListener("click", () => setTimeout(() => { if (read() !== seen && !gone()) quiet(keepList); }, 400));
}
