// Material asks for the search index on every page. Here the request waits for someone to search.
// This has to run before Material's own script.
(function () {
  const request = XMLHttpRequest.prototype
  const { open, send } = request
  const waiting = []
  let searched = new URLSearchParams(location.search).has("h")

  request.open = function (method, address) {
    this.forSearch = /\/search(_index)?\.json$/.test(address)
    return open.apply(this, arguments)
  }
  request.send = function (body) {
    if (this.forSearch && !searched) waiting.push(this)
    else send.call(this, body)
  }

  function search(event) {
    if (!event.target.matches("[data-md-component=search-query], #__search")) return
    searched = true
    while (waiting.length) send.call(waiting.pop())
  }
  addEventListener("focusin", search)
  addEventListener("change", search)
})()
