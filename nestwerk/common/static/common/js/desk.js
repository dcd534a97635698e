/* The desk: says on the button how many partners will be asked, and ticks all without loading the page. */
const button = document.querySelector("[data-ask]");

if (button) {
  const boxes = [...document.querySelectorAll("[data-partner]")];
  const all = document.querySelector("[data-all]");
  const say = () => {
    const partners = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.partner));
    button.textContent = partners.size ? `${partners.size} Partner fragen` : "Angekreuzte Partner fragen";
  };
  for (const box of boxes) box.addEventListener("change", say);
  all?.addEventListener("click", (event) => {
    event.preventDefault();
    for (const box of boxes) box.checked = true;
    say();
  });
  say();
}
