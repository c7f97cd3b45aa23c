// The list of the pages: an address that names a cell leads to the page of its file.
(function () {
  'use strict';
  function go() {
    var parts = decodeURIComponent(location.hash.slice(1)).split('!');
    document.querySelectorAll('a[data-file]').forEach(function (a) {
      if (a.dataset.file === parts[0]) { location.replace(a.getAttribute('href') + location.hash); }
    });
  }
  window.addEventListener('hashchange', go);
  go();
  document.documentElement.dataset.ready = 'true';
})();
