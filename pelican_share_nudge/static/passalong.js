// Shows what needs a script, once it has found that it works, and tells the page what is used. It remembers nothing and
// asks nobody.
(() => {
  const parts = (name) => document.querySelectorAll(`[data-passalong="${name}"]`);

  // A button that tells in its status how it went; an address shown there stays, to be selected by hand.
  function activate(item, act) {
    const button = item.querySelector("button");
    const status = item.querySelector('[role="status"]');
    if (!item.hidden || !button || !status) return;
    item.hidden = false;
    let timer;
    button.addEventListener("click", async () => {
      const { address, done, title, text } = button.dataset;
      clearTimeout(timer);
      status.textContent = ""; // so that the same words are read out again
      status.style.visibility = "";
      try {
        await act(address, { title, text });
        status.textContent = done ?? "";
        timer = setTimeout(() => (status.style.visibility = "hidden"), 4000); // its place stays, so that nothing moves
      } catch (error) {
        if (error?.name !== "AbortError") status.textContent = address; // the reader closed the sheet
      }
    });
  }

  for (const item of parts("copy")) {
    if (navigator.clipboard?.writeText) activate(item, (address) => navigator.clipboard.writeText(address));
    else item.remove();
  }

  for (const item of parts("print")) {
    if (!window.print) item.remove();
    else if (item.hidden) item.querySelector("button")?.addEventListener("click", () => print());
    item.hidden = false;
  }

  const isTouched = matchMedia("(pointer: coarse)").matches;
  for (const item of parts("sheet")) {
    const list = item.parentElement;
    const height = list.offsetHeight;
    if (navigator.share) activate(item, (url, { title, text }) => navigator.share({ title: title ?? document.title, text, url }));
    if (isTouched) {
      // Its place is kept, first; where there is no sheet, as in the browser of an app, the next best takes it.
      if (!navigator.share) item.remove();
      list.prepend(navigator.share ? item : (list.querySelector('[data-passalong="copy"]') ?? ""));
    } else if (list.offsetHeight > height) item.hidden = true; // it would push the page down
  }

  // For the site's own statistics; nothing leaves the page.
  document.addEventListener("click", (event) => {
    const used = event.target.closest?.(".passalong-link:not(summary), .passalong-do");
    if (!used || event.passalong) return;
    event.passalong = true; // the script may run twice
    const named = [...(used.closest(".passalong-cta") ?? used).classList];
    const network = named.find((name) => /^passalong-(?!(link|cta|share)$)/.test(name))?.slice(10) ?? "";
    const address = used.closest(".passalong")?.dataset.address ?? used.href ?? "";
    used.dispatchEvent(new CustomEvent("passalong:use", { bubbles: true, detail: { network, address } }));
  });

  // As large as the post's own paragraphs, and no wider, where a theme says so of these alone.
  function fit(block) {
    for (const name of OURS) block.style.removeProperty(name);
    const around = block.parentElement;
    const paragraph = usual([...around.children].filter(isText));
    if (!paragraph) return;
    const { fontSize, gridColumn, paddingLeft, paddingRight } = getComputedStyle(paragraph);
    const { display, fontSize: sizeAround } = getComputedStyle(around);
    const scale = parseFloat(fontSize) / parseFloat(sizeAround);
    const isSet = getComputedStyle(block).getPropertyValue(SCALE);
    if (!isSet && Number.isFinite(scale) && Math.abs(scale - 1) > 0.01) block.style.setProperty(SCALE, scale);
    if (display.endsWith("grid") && gridColumn !== "auto") block.style.gridColumn = gridColumn;
    const [text, own] = [paragraph.getBoundingClientRect(), block.getBoundingClientRect()];
    const left = text.left + parseFloat(paddingLeft) - own.left;
    const right = own.right - text.right + parseFloat(paddingRight);
    if (left + right < 2 || left < -1 || right < -1) return;
    const { marginLeft, marginRight } = getComputedStyle(block);
    block.style.marginLeft = `${parseFloat(marginLeft) + left}px`;
    block.style.marginRight = `${parseFloat(marginRight) + right}px`;
  }

  const SCALE = "--passalong-scale";
  const OURS = [SCALE, "grid-column", "margin-left", "margin-right", "margin-block-start"];

  function isText(element) {
    if (element.tagName !== "P" || !element.offsetWidth) return false;
    const { float, position } = getComputedStyle(element);
    return float === "none" && position !== "absolute" && position !== "fixed";
  }

  // The longest of those in the size that most letters have.
  function usual(paragraphs) {
    const letters = {};
    const size = (one) => getComputedStyle(one).fontSize;
    for (const one of paragraphs) letters[size(one)] = (letters[size(one)] ?? 0) + one.textContent.length;
    const most = Object.keys(letters).sort((one, other) => letters[other] - letters[one])[0];
    const alike = paragraphs.filter((one) => size(one) === most);
    return alike.sort((one, other) => other.textContent.length - one.textContent.length)[0];
  }

  // One card, also where the theme keeps what stands in it apart.
  function join(bar) {
    const gap = bar.getBoundingClientRect().top - bar.previousElementSibling.getBoundingClientRect().bottom;
    if (gap > 0.5) bar.style.setProperty("margin-block-start", `${-gap}px`, "important");
  }

  function fitAll() {
    document.querySelectorAll(".passalong, .passalong-cta, .passalong-qr, .passalong-licence").forEach(fit);
    document.querySelectorAll(".passalong-cta-pass-on + .passalong").forEach(join);
  }

  fitAll();
  let width = innerWidth;
  addEventListener("resize", () => {
    if (width !== innerWidth) fitAll();
    width = innerWidth;
  });

  for (const more of document.querySelectorAll("details.passalong-more")) {
    more.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !more.open) return;
      more.open = false;
      more.querySelector("summary").focus();
    });
  }

  // The bar goes beside the content while it is read, where nothing else stands there.
  const SPACE = 16;

  function accompany(bar) {
    const list = bar.querySelector(".passalong-list");
    const content = bar.parentElement;
    const bars = [...content.querySelectorAll(".passalong")];
    const isOfAnother = bars.some((other) => other.dataset.address !== bar.dataset.address); // a list of posts
    if (!list || bar.style.minHeight || bar !== bars.at(-1) || isOfAnother) return;
    let top = -Infinity;
    let spot;

    function measure() {
      list.classList.remove("passalong-beside");
      list.removeAttribute("style");
      bar.style.minHeight = ""; // its place stays free for it
      const { height, bottom } = bar.getBoundingClientRect();
      bar.style.minHeight = `${height}px`;
      list.classList.add("passalong-beside");
      const backgroundColor = ground(); // the list is written in the colour for it
      Object.assign(list.style, { backgroundColor });
      const size = list.getBoundingClientRect();
      const from = start(size.width);
      const above = (innerHeight - size.height) / 2;
      spot = { left: `${from}px`, top: `${above}px`, backgroundColor };
      Object.assign(list.style, spot);
      const box = list.getBoundingClientRect();
      const begin = content.getBoundingClientRect().top;
      const isFree =
        above >= SPACE &&
        from >= SPACE &&
        from + size.width <= document.documentElement.clientWidth - SPACE &&
        Math.abs(box.left - from) < 1 && // something around it may be what it is fixed to
        ![...document.body.querySelectorAll("*")].some((other) => stands(other, box, begin, bottom));
      top = isFree ? above : -Infinity;
    }

    function ground() {
      for (let around = content; around; around = around.parentElement) {
        const { backgroundColor } = getComputedStyle(around);
        if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
      }
      return "";
    }

    // Beside the content, and beside what it stands on where the list would stand across the edge of that.
    function start(width) {
      const isRight = getComputedStyle(bar).direction === "rtl";
      const beside = ({ left, right }) => (isRight ? right + SPACE : left - SPACE - width);
      let from = beside(bar.getBoundingClientRect());
      for (let around = content; around; around = around.parentElement) {
        const box = around.getBoundingClientRect();
        const isAcross = isRight ? box.right < from + width + SPACE / 2 : box.left > from - SPACE / 2;
        if (isAcross && hasEdge(getComputedStyle(around))) from = beside(box);
      }
      return from;
    }

    function hasEdge({ backgroundColor, backgroundImage, boxShadow, borderLeftWidth, borderRightWidth }) {
      const isFilled = backgroundColor !== "rgba(0, 0, 0, 0)" || backgroundImage !== "none" || boxShadow !== "none";
      return isFilled || parseFloat(borderLeftWidth) + parseFloat(borderRightWidth) > 0;
    }

    // Whether something that is seen would be under the list at some time.
    function stands(other, box, begin, end) {
      if (bar.contains(other) || other.contains(bar)) return false;
      const its = other.getBoundingClientRect();
      const isInTheWay = its.width > 0 && its.left < box.right + SPACE / 2 && its.right > box.left - SPACE / 2;
      if (!isInTheWay) return false;
      const style = getComputedStyle(other);
      const isLeaf = !other.firstElementChild || [...other.childNodes].some(({ data }) => data?.trim());
      if (style.visibility === "hidden" || !(isLeaf || hasEdge(style))) return false;
      const isOnScreen = its.top < box.bottom && its.bottom > box.top;
      const isOnPage = its.top < end && its.bottom > begin;
      return { fixed: isOnScreen, sticky: isOnScreen || isOnPage }[staying(other)] ?? isOnPage;
    }

    function staying(other) {
      const { position } = getComputedStyle(other);
      const stays = position === "fixed" || position === "sticky";
      return stays || other === document.body ? position : staying(other.parentElement);
    }

    const isSeen = (other) => other.getBoundingClientRect().bottom > 0 && other.getBoundingClientRect().top < innerHeight;

    function place() {
      const isAhead = bar.getBoundingClientRect().top > innerHeight;
      const isRead = content.getBoundingClientRect().top < top && isAhead && !bars.some(isSeen);
      if (isRead === list.classList.contains("passalong-beside")) return;
      list.style.display = "none"; // what appears has not moved: it is no layout shift
      list.offsetHeight;
      list.classList.toggle("passalong-beside", isRead);
      list.removeAttribute("style");
      if (isRead) Object.assign(list.style, spot);
    }

    new ResizeObserver(() => (measure(), place())).observe(document.documentElement);
    addEventListener("scroll", place, { passive: true, capture: true }); // also of a part of the page
  }

  parts("sticky").forEach(accompany);
})();
