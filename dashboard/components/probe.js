// Tells the browser the language of the page, and the app what it cannot see: how wide a chart may be, in steps of 40 pixels, so that layouts are computed for the screen they are
// read on; and that the reader has switched between light and dark, for which Streamlit by itself does not run the page again.
export default function (component) {
  const { data, setStateValue } = component;
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  const app = document.querySelector('[data-testid="stApp"]');
  if (!block || !app) return;
  document.documentElement.lang = data.language === "en" ? "en" : "zh-CN";
  let width = data.width;
  let ground = getComputedStyle(app).backgroundColor;
  let waiting = 0;
  const measure = () => {
    const style = getComputedStyle(block);
    const free = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const wide = Math.floor(free / 40) * 40;
    if (wide >= 280 && wide !== width) {
      width = wide;
      setStateValue("width", wide);
    }
    const painted = getComputedStyle(app).backgroundColor;
    if (painted !== ground) {
      ground = painted;
      setStateValue("ground", painted);
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(measure, 150);
  };
  const sizes = new ResizeObserver(later);
  sizes.observe(block);
  const classes = new MutationObserver(later);
  classes.observe(app, { attributes: true, attributeFilter: ["class"] });
  measure();
  return () => {
    clearTimeout(waiting);
    sizes.disconnect();
    classes.disconnect();
  };
}
