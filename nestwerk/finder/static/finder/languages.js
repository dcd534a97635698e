// Another language keeps the place in the page: the anchor travels along. Without this script it does so where other
// pages lead into the middle of one (see page.py).
document.addEventListener("click", (event) => {
  const link = event.target.closest(".languages a");
  if (link && window.location.hash) link.hash = window.location.hash;
});
