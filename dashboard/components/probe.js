// Tells the app how wide a chart may be, in steps of 40 pixels, so that layouts are computed for the screen they are read on.
export default function (component) {
  const { data, setStateValue } = component;
  const block = document.querySelector('[data-testid="stMainBlockContainer"]');
  if (!block) return;
  let told = data.width;
  let waiting = 0;
  const measure = () => {
    const style = getComputedStyle(block);
    const free = block.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const width = Math.floor(free / 40) * 40;
    if (width >= 280 && width !== told) {
      told = width;
      setStateValue("width", width);
    }
  };
  const observer = new ResizeObserver(() => {
    clearTimeout(waiting);
    waiting = setTimeout(measure, 150);
  });
  observer.observe(block);
  measure();
  return () => {
    clearTimeout(waiting);
    observer.disconnect();
  };
}
