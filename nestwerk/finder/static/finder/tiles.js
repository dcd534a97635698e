// The operator's own map tiles under our pins. The drawn map stays: without script, without tiles, on paper, and where
// the device asks to save data: then neither the library nor a tile is loaded.
const FAILED = 4; // tiles that may be missing before the drawn map comes back

function marker(pin) {
  const words = pin.getAttribute("aria-label");
  const sign = document.createElement("span");
  sign.textContent = pin.textContent.trim();
  const icon = window.L.divIcon({ className: "tile-pin", html: sign, iconSize: [44, 44] });
  const made = window.L.marker([pin.dataset.lat, pin.dataset.lon], { icon, keyboard: Boolean(words), interactive: Boolean(words) });
  const show = () => {
    const card = document.querySelector(pin.getAttribute("href"));
    window.location.hash = pin.getAttribute("href");
    card?.querySelector("h3 a")?.focus();
  };
  made.on("add", () => {
    const element = made.getElement();
    if (!words) return;
    element.setAttribute("aria-label", words);
    element.setAttribute("role", "link");
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter") show();
    });
  });
  made.on("click", show);
  return made;
}

function upgrade(figure) {
  const drawn = figure.querySelector("svg");
  const pins = [...figure.querySelectorAll("[data-lat]")];
  if (!window.L || !drawn || !pins.length || figure.classList.contains("live")) return;
  const ground = document.createElement("div");
  ground.className = "tiles";
  ground.setAttribute("role", "group");
  ground.setAttribute("aria-label", drawn.getAttribute("aria-label"));
  drawn.before(ground);
  figure.classList.add("live");
  const map = window.L.map(ground, { scrollWheelZoom: false, zoomControl: false });
  window.L.control.zoom({ zoomInTitle: figure.dataset.closer, zoomOutTitle: figure.dataset.farther }).addTo(map);
  map.attributionControl.setPrefix(false);
  const notice = document.createElement("span");
  notice.textContent = figure.dataset.notice;
  let shown = 0;
  let missing = 0;
  const layer = window.L.tileLayer(figure.dataset.tiles, { attribution: notice.innerHTML, maxZoom: 18, referrerPolicy: "no-referrer" });
  layer.on("tileload", () => { shown += 1; });
  layer.on("tileerror", () => {
    missing += 1;
    if (shown || missing < FAILED) return;
    map.remove();
    ground.remove();
    figure.classList.remove("live");
  });
  const markers = pins.map(marker);
  const spots = markers.map((one) => one.getLatLng());
  if (figure.dataset.here) {
    const here = window.L.latLng(figure.dataset.here.split(",").map(Number));
    spots.push(here);
    window.L.circleMarker(here, { className: "tile-here", radius: 9, interactive: false }).addTo(map);
  }
  map.fitBounds(window.L.latLngBounds(spots), { padding: [32, 32], maxZoom: 14, animate: false });
  layer.addTo(map);
  markers.forEach((one) => one.addTo(map));
}

const all = () => document.querySelectorAll("figure.map[data-tiles]").forEach(upgrade);

function load() {
  const { library, styles } = document.querySelector("script[data-library]").dataset;
  const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: styles });
  const script = Object.assign(document.createElement("script"), { src: library });
  script.addEventListener("load", all);
  document.head.append(sheet, script);
  document.addEventListener("results", all);
}

if (!navigator.connection?.saveData && !window.matchMedia("(prefers-reduced-data: reduce)").matches) load();
