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
  const mark = document.getElementById("maerke");
  if (mark && location.hash === "#maerke") {
    sheet.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center", inline: "center" });
  }
}
