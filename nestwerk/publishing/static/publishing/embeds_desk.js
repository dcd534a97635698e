// Copies the code of an embed. Without it the text can be marked by hand.
for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const told = document.querySelector(`[data-copied="${button.dataset.copy}"]`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      told.textContent = "Kopiert.";
    } catch {
      told.textContent = "Der Text ist markiert. Bitte kopieren Sie ihn mit Strg und C.";
    }
  });
}
