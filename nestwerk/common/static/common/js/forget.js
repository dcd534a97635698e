/* htmx notes the address of the page in sessionStorage; addresses may name people, so nothing stays there. It falls
   back on the address itself. */
const forget = () => sessionStorage.removeItem("htmx-current-path-for-history");

forget();
for (const moment of ["htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore"]) {
  document.body.addEventListener(moment, forget);
}
