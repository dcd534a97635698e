// Tells the page around how high this one is. Only a website of the network's list hears it, and nothing but a number.
const root = document.documentElement;
const hosts = [...root.dataset.hosts.split(" ").filter(Boolean), location.origin];

function around() {
  if (location.ancestorOrigins?.length) return location.ancestorOrigins[0];
  return document.referrer ? new URL(document.referrer).origin : "";
}

if (parent !== self) {
  const origin = around();
  const listening = origin ? hosts.filter((host) => host === origin) : hosts;
  let told = 0;
  const tell = () => {
    told = Math.ceil(document.body.getBoundingClientRect().height);
    for (const host of listening) parent.postMessage({ type: "nestwerk:height", height: told }, host);
  };
  new ResizeObserver(() => {
    if (Math.ceil(document.body.getBoundingClientRect().height) !== told) tell();
  }).observe(document.body);
  addEventListener("message", (event) => {
    if (event.source === parent && event.data?.type === "nestwerk:height?") tell();
  });
}
