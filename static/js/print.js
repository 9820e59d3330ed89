// The button that prints the page, which needs a script.
const print = document.getElementById('print')
if (print) {
  print.hidden = false
  document.getElementById('print-hint').hidden = true
  print.addEventListener('click', () => window.print())
}
