// Shows what needs a script, once it has found that it works. It remembers nothing and asks nobody.
const parts = (name) => document.querySelectorAll(`[data-passalong="${name}"]`);

// A button that tells in its status how it went; an address shown there stays, to be selected by hand.
function activate(item, act) {
  const button = item.querySelector("button");
  const status = item.querySelector('[role="status"]');
  if (!item.hidden || !button || !status) return;
  item.hidden = false;
  let timer;
  button.addEventListener("click", async () => {
    const { address, done } = button.dataset;
    clearTimeout(timer);
    status.textContent = ""; // so that the same words are read out again
    try {
      await act(address);
      status.textContent = done ?? "";
      timer = setTimeout(() => (status.textContent = ""), 4000);
    } catch (error) {
      if (error?.name !== "AbortError") status.textContent = address; // the reader closed the sheet
    }
  });
}

if (navigator.clipboard?.writeText) {
  for (const item of parts("copy")) activate(item, (address) => navigator.clipboard.writeText(address));
}

if (navigator.share) {
  for (const item of parts("sheet")) {
    const list = item.parentElement;
    const height = list.offsetHeight;
    activate(item, (url) => navigator.share({ title: document.title, url }));
    if (list.offsetHeight > height) item.hidden = true; // it would push the page down
  }
}

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
  if (!list || bar.style.minHeight) return;
  let top = Infinity;
  let spot;

  function measure() {
    list.classList.remove("passalong-beside");
    bar.style.minHeight = ""; // its place stays free for it
    const { height, bottom } = bar.getBoundingClientRect();
    bar.style.minHeight = `${height}px`;
    list.classList.add("passalong-beside");
    const size = list.getBoundingClientRect();
    const from = start(size.width);
    const above = (innerHeight - size.height) / 2;
    spot = { left: `${from}px`, top: `${above}px` };
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

  // Beside the content, and beside what it stands on where the list would stand across the edge of that.
  function start(width) {
    const isRight = getComputedStyle(bar).direction === "rtl";
    const beside = ({ left, right }) => (isRight ? right + SPACE : left - SPACE - width);
    let from = beside(bar.getBoundingClientRect());
    for (let ground = content; ground; ground = ground.parentElement) {
      const box = ground.getBoundingClientRect();
      const isAcross = isRight ? box.right < from + width + SPACE / 2 : box.left > from - SPACE / 2;
      if (isAcross && hasEdge(getComputedStyle(ground))) from = beside(box);
    }
    return from;
  }

  function hasEdge({ backgroundColor, boxShadow, borderLeftWidth, borderRightWidth }) {
    const isFilled = backgroundColor !== "rgba(0, 0, 0, 0)" || boxShadow !== "none";
    return isFilled || parseFloat(borderLeftWidth) + parseFloat(borderRightWidth) > 0;
  }

  // Whether something that is seen would be under the list at some time.
  function stands(other, box, begin, end) {
    if (bar.contains(other) || other.contains(bar)) return false;
    const isLeaf = !other.firstElementChild || [...other.childNodes].some(({ data }) => data?.trim());
    const its = other.getBoundingClientRect();
    return (
      isLeaf &&
      its.width > 0 &&
      its.left < box.right + SPACE / 2 &&
      its.right > box.left - SPACE / 2 &&
      ((its.top < end && its.bottom > begin) || moves(other))
    );
  }

  function moves(other) {
    const { position } = getComputedStyle(other);
    return position === "fixed" || position === "sticky" || (other !== document.body && moves(other.parentElement));
  }

  function place() {
    const isRead = content.getBoundingClientRect().top < top && bar.getBoundingClientRect().top > innerHeight;
    if (isRead === list.classList.contains("passalong-beside")) return;
    list.style.display = "none"; // what appears has not moved: it is no layout shift
    list.offsetHeight;
    list.classList.toggle("passalong-beside", isRead);
    Object.assign(list.style, { display: "", left: "", top: "" }, isRead && spot);
  }

  new ResizeObserver(() => (measure(), place())).observe(document.documentElement);
  addEventListener("scroll", place, { passive: true });
}

parts("sticky").forEach(accompany);
