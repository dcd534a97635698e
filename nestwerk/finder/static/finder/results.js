// Chips, filters and further pages change the results in place. Without this script they are plain links.
// Nothing is kept: no cache, no storage; the browser's own history holds the addresses as it would anyway.
const main = document.getElementById("inhalt");
const status = document.getElementById("ansage");
const LIVE = ".chips a, .filters a, .pages a";
const here = () => window.location.pathname + window.location.search;
let shown = here();
let asking = new AbortController();

async function show(address, remember) {
  asking.abort(); // an answer to what was asked before would come too late
  const mine = new AbortController();
  asking = mine;
  main.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store", signal: mine.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    const part = await answer.text();
    if (part.includes("<html")) throw new Error("a page of its own");
    const opened = main.querySelector(".filters[open]") !== null;
    main.innerHTML = part;
    if (opened) main.querySelector(".filters")?.setAttribute("open", "");
  } catch (problem) {
    if (mine.signal.aborted) return;
    if (remember && problem instanceof TypeError) {
      status.className = "offline"; // no network: what was found is worth more than a page that says so
      status.textContent = status.dataset.noConnection;
      status.scrollIntoView({ block: "nearest" });
    } else window.location.assign(address);
    return;
  } finally {
    if (mine === asking) main.removeAttribute("aria-busy");
  }
  status.className = "unseen";
  if (remember) window.history.pushState(null, "", address);
  shown = here();
  document.querySelectorAll(".languages a").forEach((link) => { link.search = window.location.search; });
  document.dispatchEvent(new Event("results"));
  const heading = document.getElementById("treffer");
  status.textContent = heading.textContent;
  (main.querySelector(".alarm") || heading).scrollIntoView({ block: "nearest" });
  heading.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(LIVE);
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  show(link.href, true);
});

window.addEventListener("popstate", () => {
  if (here() !== shown) show(window.location.href, false);
  else asking.abort();
});
