// Wide tables and preformatted text scroll inside a region that the Tab key reaches. A region that fits its content is
// taken out of the tab order, and one that does not says so above a table.

const observer = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const region = target.closest('.br-scrollable')
    const overflows = region.scrollWidth > region.clientWidth
    region.classList.toggle('br-scrollable--overflows', overflows)
    if (overflows) region.tabIndex = 0
    else if (region !== document.activeElement) region.removeAttribute('tabindex')
  }
})

for (const region of document.querySelectorAll('.br-scrollable')) {
  observer.observe(region)
  observer.observe(region.firstElementChild)
}
