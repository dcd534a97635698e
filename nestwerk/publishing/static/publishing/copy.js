// A button that copies the text it points to. Without script, or where copying is not allowed, it stays hidden.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  if (!text || !navigator.clipboard) continue;
  const before = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = before; }, 4000);
    } catch {
      text.focus();
      text.select();
    }
  });
}
