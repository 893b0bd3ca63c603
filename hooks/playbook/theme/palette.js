// The colours chosen last time, or the system's, set before anything is painted.
{
  const chosen = /** @type {{ color?: Record<string, string> } | null} */ (__md_get("__palette"));
  const media = chosen?.color?.media ?? "";
  if (chosen?.color) {
    for (const [key, value] of Object.entries(chosen.color)) {
      document.body.setAttribute(`data-md-color-${key}`, value);
    }
  }
  if (!media && matchMedia("(prefers-color-scheme: dark)").matches) {
    document.body.setAttribute("data-md-color-scheme", "slate");
  }
}
