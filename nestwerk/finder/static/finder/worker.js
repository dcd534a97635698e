// Serves the few pages this device keeps when there is no network. It stores nothing itself: offline.js does that, and
// only the pages named there. Above these lines the server puts VERSION and NOTES (see worker.py).
const CACHE = "nestwerk";
const PATIENCE = 6000; // milliseconds until a kept page is shown although the network may still answer
const HASHED = /^\/(static|stil)\//;
const LOOSE = /\/logo$/;
const front = (path) => Object.keys(NOTES).find((one) => one && path.startsWith(`/${one}/`)) || "";
const INSTEAD = /\/(hilfe\/ohne-netz|notfall)$/; // shown for what is not here; the emergency page until the other came
const ROOT = self.registration.scope === `${self.location.origin}/`; // then every address begins with it, also the sign-in
const OURS = /^\/(suche|zustaendig|notfall(\/[a-z]+)?|hilfe\/ohne-netz)?$/; // and only these are answered
const kept = (key) => caches.match(key, { cacheName: CACHE, ignoreVary: true });

function noted(text, answer, path) {
  const note = NOTES[/^\/notfall\/./.test(path) ? "en" : front(path)] || NOTES[""];
  const shape = { dateStyle: "long", timeStyle: "short" };
  const when = new Intl.DateTimeFormat(note.locale, shape).format(new Date(Number(answer.headers.get("X-Kept"))));
  const said = `<p class="offline" role="status" lang="${note.tag}">${note.text.replace("{when}", `<bdi>${when}</bdi>`)}</p>`;
  return text.includes("<main") ? text.replace("<main", `${said}<main`) : said + text;
}

async function told(answer, path) {
  return new Response(noted(await answer.text(), answer, path), { headers: answer.headers });
}

async function instead(path) {
  const store = await caches.open(CACHE);
  const all = (await store.keys()).map((one) => new URL(one.url).pathname);
  const fits = (one) => (front(one) === front(path)) * 100 + path.startsWith(one.replace(INSTEAD, "/")) * (10 + one.length)
    + one.endsWith("netz");
  const [near] = all.filter((one) => INSTEAD.test(one)).sort((one, other) => fits(other) - fits(one));
  if (!near) return Response.error();
  const copy = await store.match(near, { ignoreVary: true });
  return near.endsWith("netz") ? copy : told(copy, near);
}

// The shortlist stands in the page shown instead of others, in the place of its sentence.
async function list(url) {
  const copy = /merkliste$/.test(url.pathname) && !/a=(?!.*weg=)/.test(url.search) && await kept(`${url.pathname}?liste`);
  const around = await instead(url.pathname);
  if (!copy || !around.ok) return around;
  const text = noted(await copy.text(), copy, url.pathname);
  const whole = (await around.text()).replace(/<h1>[^]*?<p class="lead">[^]*?<\/p>/, () => text);
  return new Response(whole, { headers: around.headers });
}

async function page(event, url) {
  const copy = url.search ? undefined : await kept(url.pathname);
  const asked = Promise.resolve(event.preloadResponse).then((early) => early || fetch(event.request));
  event.waitUntil(asked.catch(() => {}));
  const late = new Promise((_, refuse) => { if (copy) setTimeout(refuse, PATIENCE); });
  try {
    return await Promise.race([asked, late]);
  } catch {
    return copy ? told(copy, url.pathname) : list(url);
  }
}

async function file(request, lasting) {
  const copy = await kept(request.url);
  return (lasting && copy) || fetch(request).catch(() => copy || Response.error());
}

self.addEventListener("install", (event) => { // without a copy somebody has left by the quick exit meanwhile
  self.skipWaiting();
  event.waitUntil(caches.has(CACHE).then((has) => has || Promise.reject(new Error("nothing is kept"))));
});
self.addEventListener("activate", (event) => { // a page that is left to the browser would be asked for twice with it
  if (!ROOT) event.waitUntil(Promise.resolve(self.registration.navigationPreload?.enable()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && ROOT && !OURS.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (HASHED.test(url.pathname) || LOOSE.test(url.pathname)) event.respondWith(file(request, HASHED.test(url.pathname)));
});
