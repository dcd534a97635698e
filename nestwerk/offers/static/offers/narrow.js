/* Long lists of boxes: a field above shows only what holds the words typed. Without script the list is just long. */
for (const list of document.querySelectorAll("[data-narrow]")) {
  const place = list.querySelector("[data-search]");
  const field = place?.querySelector("input");
  if (!field) continue;
  place.hidden = false;
  field.removeAttribute("name");
  const labels = [...(list.matches("details") ? list : list.querySelector("details")).querySelectorAll("label")].filter(
    (label) => label.querySelector("input[type=checkbox]"),
  );
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const words = field.value.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
    for (const label of labels) {
      const text = label.textContent.toLocaleLowerCase("de");
      label.hidden = !words.every((word) => text.includes(word)) && !label.querySelector(":checked");
    }
  });
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
}
