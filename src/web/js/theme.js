// Sets the chosen theme before the first paint. Runs while the head is read, so it stays tiny.
try {
  const path = new URL("./", document.currentScript.src).pathname;
  const chosen = JSON.parse(localStorage.getItem(`descent:${path}:display`) || "{}");
  if (chosen.theme === "light" || chosen.theme === "dark") document.documentElement.dataset.theme = chosen.theme;
  if (chosen.keys === "off") document.documentElement.dataset.keys = "off";
  if (chosen.motion === "less" || chosen.motion === "full") document.documentElement.dataset.motion = chosen.motion;
} catch {
  // Storage denied or foreign bytes: the system decides.
}
// In an embed the host page decides, not what the reader has chosen for the course.
if (document.documentElement.hasAttribute("data-embed")) {
  const asked = new URLSearchParams(location.search).get("embed.theme");
  if (asked === "light" || asked === "dark") document.documentElement.dataset.theme = asked;
  else delete document.documentElement.dataset.theme;
}
