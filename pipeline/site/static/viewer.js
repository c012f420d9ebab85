// Turn pages with the keyboard while the page's image has the focus: each key follows the link that bears it.
const sheet = document.getElementById("ark");
if (sheet) {
  const wide = () => sheet.scrollWidth > sheet.clientWidth;
  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.startsWith("Arrow") && wide()) return; // there the arrows move the image
    const link = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  const show = () => {
    const mark = document.getElementById("maerke");
    if (!mark || location.hash !== "#maerke") return;
    sheet.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", inline: "nearest" });
  };
  // Not before the browser has gone to the mark by itself, as that takes the focus away.
  const later = () => requestAnimationFrame(() => requestAnimationFrame(show));
  if (document.readyState === "complete") later();
  else addEventListener("load", later);
}
