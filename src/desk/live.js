// Reloads the page when the desk has a newer snapshot than the one this page was made from.
(() => {
  const seen = new URL(document.currentScript.src).search;
  const source = new EventSource("/_desk/events" + seen);
  source.addEventListener("change", () => {
    source.close();
    location.reload();
  });
})();
