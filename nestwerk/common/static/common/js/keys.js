/* Single keys outside of fields: "/" goes to the command field, "?" to the page about the keyboard. Can be switched off. */
if (document.body.dataset.keys === "an") {
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (writing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "/") {
      const field = document.querySelector("form.command input");
      field?.focus();
      field?.select();
      event.preventDefault();
    } else if (event.key === "?") {
      document.querySelector(".me a[aria-keyshortcuts]")?.click();
    }
  });
}
