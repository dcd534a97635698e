// Quick exit: empties what the public pages keep in this device, leaves for a neutral page and takes this page's place
// in the history, so that "back" does not return. Emptying takes a moment; it is never waited for longer than LONGEST.
const LONGEST = 400; // milliseconds

async function forget() {
  window.speechSynthesis?.cancel();
  const copies = window.caches?.delete("nestwerk");
  const workers = navigator.serviceWorker?.getRegistrations();
  try {
    window.localStorage.clear();
    window.sessionStorage.clear();
  } catch {
    // A device that forbids storage holds nothing there.
  }
  await Promise.all([copies, ...((await workers) || []).map((one) => one.unregister())]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-exit]");
  if (!link) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  const leave = () => window.location.replace(link.href);
  const enough = new Promise((resolve) => { setTimeout(resolve, LONGEST); });
  Promise.race([forget(), enough]).then(leave, leave); // once: a second time would begin a slow way out anew
});

for (const button of document.querySelectorAll("button[data-forget]")) {
  const told = button.parentElement.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.forgotten = "";
    const say = (how) => { told.textContent = button.dataset[how]; };
    forget().then(() => say("forgotten"), () => say("failed"));
  });
}
