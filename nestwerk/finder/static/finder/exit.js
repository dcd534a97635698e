// Quick exit: empties what the public pages keep in this device, leaves for a neutral page and takes this page's place
// in the history, so that "back" does not return.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-exit]");
  if (!link) return;
  event.preventDefault();
  document.documentElement.hidden = true;
  try {
    window.localStorage.clear();
    window.sessionStorage.clear();
  } finally {
    window.location.replace(link.href);
  }
});
