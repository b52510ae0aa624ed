// Shows “Copy link” where the browser can copy, and copies.
for (const item of document.querySelectorAll('[data-passalong="copy"]')) {
  const button = item.querySelector("button");
  const status = item.querySelector('[role="status"]');
  if (!item.hidden || !button || !status || !navigator.clipboard?.writeText) continue;
  item.hidden = false;
  let timer;
  button.addEventListener("click", async () => {
    const { address, done } = button.dataset;
    clearTimeout(timer);
    status.textContent = ""; // so that the same words are read out again
    try {
      await navigator.clipboard.writeText(address);
      status.textContent = done;
      timer = setTimeout(() => (status.textContent = ""), 4000);
    } catch {
      status.textContent = address; // stays, to be selected by hand
    }
  });
}
