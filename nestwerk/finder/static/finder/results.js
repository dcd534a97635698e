// After the results were exchanged in place: say so to screen readers and put the focus where the new list begins.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id !== "ergebnis") return;
  const heading = document.getElementById("treffer");
  const status = document.getElementById("ansage");
  if (!heading || !status) return;
  status.textContent = heading.textContent;
  const alarm = event.target.querySelector(".alarm");
  (alarm || heading).scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
});
