// Runs before the first paint: sets theme and language as last chosen, so that nothing flashes. A file of its own because
// the content security policy allows no inline script.
;(function () {
  var root = document.documentElement
  try {
    var theme = localStorage.getItem('rapport.theme') || 'system'
    var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches)
    root.classList.toggle('dark', dark)
    var locale = localStorage.getItem('rapport.locale')
    root.lang = locale === 'en' || locale === 'zh-CN' ? locale : /^zh/i.test(navigator.language) ? 'zh-CN' : 'en'
  } catch (error) {
    root.classList.remove('dark')
  }
})()
