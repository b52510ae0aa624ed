// What the tests measure in a page: `measure.contrast(…)`. It runs before the page's own scripts.
window.measure = (() => {
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const blocks = () => [...document.querySelectorAll(".passalong, .passalong-cta, .passalong-qr, .passalong-licence")];
  const styles = (element, part) => getComputedStyle(element, part);

  // A colour, however it is written, as red, green, blue of 0 to 255 and opacity of 0 to 1.
  function rgba(colour) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = pixel.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, opacity / 255];
  }

  const over = (top, below) => below.map((value, index) => top[index] * top[3] + value * (1 - top[3]));

  // What an element's text stands on; where it has no background, what is below it.
  function ground(element) {
    const below = element.parentElement ? ground(element.parentElement) : [255, 255, 255];
    return over(rgba(styles(element).backgroundColor), below);
  }

  function luminance(colour) {
    const [red, green, blue] = colour
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }

  const contrastOfText = (element) => contrast(over(rgba(styles(element).color), ground(element)), ground(element));

  // How well a focus ring is seen: against what is outside and inside of it, or, in two colours, against itself. One
  // that stands off has the same on both sides.
  function ring(element) {
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset, boxShadow } = styles(element);
    const outside = ground(element.parentElement);
    const inside = parseFloat(outlineOffset) >= 2 ? outside : ground(element);
    const colour = over(rgba(outlineColor), outside);
    const other = boxShadow === "none" ? null : over(rgba(boxShadow.replace(/(?<=\)) .*/, "")), outside);
    return {
      style: outlineStyle,
      width: parseFloat(outlineWidth),
      alone: Math.min(contrast(colour, outside), contrast(colour, inside)),
      twofold: other ? contrast(colour, other) : 0,
    };
  }

  const box = (element) => {
    const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
    const [name, text] = [element.getAttribute("class"), element.textContent];
    return { name, text, left, right, top: top + scrollY, bottom: bottom + scrollY, width, height };
  };

  const boxes = (selector) =>
    [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true })).map(box);

  // Elements of ours in which something is cut off; what only screen readers meet is meant to be.
  const clipped = () =>
    [...document.querySelectorAll('.passalong, .passalong-cta, .passalong-qr, .passalong-licence, [class^="passalong-"]')]
      .filter((element) => !element.closest(".passalong-unseen, .passalong-name, svg"))
      .filter((element) => element.clientWidth && styles(element).overflow !== "visible")
      .filter((element) => element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight)
      .map((element) => element.className);

  // What moved without the reader's doing, in or below our blocks.
  const moved = [];
  function watch(list) {
    for (const { hadRecentInput, sources } of list.getEntries()) {
      for (const { node, previousRect, currentRect } of hadRecentInput ? [] : sources) {
        const isOurs = blocks().some((block) => block.contains(node) || block.compareDocumentPosition(node) & 4);
        if (isOurs) moved.push(`${node.nodeName} ${node.parentElement.className} ${previousRect.y} → ${currentRect.y}`);
      }
    }
  }
  new PerformanceObserver(watch).observe({ type: "layout-shift", buffered: true });

  // Texts, and other things that are seen, under the bar that stands beside the content.
  function covered() {
    const list = document.querySelector(".passalong-beside");
    if (!list) return [];
    const bar = list.getBoundingClientRect();
    const isUnder = (its) =>
      its.width && its.left < bar.right && its.right > bar.left && its.top < bar.bottom && its.bottom > bar.top;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      if (!text.data.trim() || list.contains(text) || !text.parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      if ([...range.getClientRects()].some(isUnder)) found.push(text.data.trim());
    }
    const seen = [...document.querySelectorAll("img, svg, button, input, hr")].filter((element) => !list.contains(element));
    return found.concat(seen.filter((element) => isUnder(element.getBoundingClientRect())).map((element) => element.outerHTML));
  }

  // The colours of a picture, the most frequent first: the ground, then what is drawn on it.
  async function mainColours(png) {
    const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
    const counts = new Map();
    for (let start = 0; start < data.length; start += 4) {
      const key = data.slice(start, start + 3).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const frequent = [...counts].sort((one, other) => other[1] - one[1]);
    return frequent.map(([key]) => [...key.split(",").map(Number), 1]);
  }

  return { rgba, contrastOfText, ring, box, boxes, clipped, moved, covered, mainColours };
})();
