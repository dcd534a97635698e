// Nestwerk: gibt eingebetteten Rahmen die Höhe ihres Inhalts. Ohne dieses Skript behalten sie ihre feste Höhe.
addEventListener("message", (event) => {
  if (event.data?.type !== "nestwerk:height") return;
  for (const frame of document.querySelectorAll('iframe[src*="/einbetten/"]')) {
    if (frame.contentWindow === event.source && new URL(frame.src).origin === event.origin) {
      frame.style.height = `${Math.min(Math.max(Number(event.data.height) || 0, 120), 6000)}px`;
    }
  }
});
// Rahmen, die schon geladen waren, haben ihre Höhe vor diesem Skript genannt: sie werden noch einmal gefragt.
for (const frame of document.querySelectorAll('iframe[src*="/einbetten/"]')) {
  frame.contentWindow.postMessage({ type: "nestwerk:height?" }, "*");
}
