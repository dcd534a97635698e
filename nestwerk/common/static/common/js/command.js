/* The command field: arrows walk through what htmx found, Escape closes it. Without script it is a plain form. */
const form = document.querySelector("form.command");
const input = form?.querySelector("input");
const found = form?.querySelector(".found");

if (found) {
  const links = () => [...found.querySelectorAll("a")];
  const close = () => found.replaceChildren();

  form.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Escape" && (found.childElementCount || at >= 0)) {
      close();
      input.focus();
      event.preventDefault();
    } else if (event.key === "ArrowDown" && all.length) {
      all[Math.min(at + 1, all.length - 1)].focus();
      event.preventDefault();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (at ? all[at - 1] : input).focus();
      event.preventDefault();
    }
  });

  input.addEventListener("input", () => {
    if (!input.value.trim()) close();
  });

  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) close();
  });

  document.addEventListener("pointerdown", (event) => {
    if (!form.contains(event.target)) close();
  });
}
