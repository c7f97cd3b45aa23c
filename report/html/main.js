// The address says what is shown: filters, an indicator, a slide. Everything
// follows from it, so that a view can be sent as a link and the browser's back
// button works.
(function () {
  'use strict';

  var root = document.documentElement, title = document.title;
  var opened = -1, presenting = false, came = null;

  function params() { return new URLSearchParams(location.hash.slice(1)); }

  tongket.opened = function () { return opened; };

  // link is the address of an indicator under the present filters; -1 of the
  // overview.
  function link(i) { return tongket.overview.write(i < 0 ? {} : { 'chi-tieu': tongket.data.indicators[i].c }); }

  function neighbours(i) {
    var list = tongket.overview.shown(), k = list.indexOf(i);
    return k < 0 ? [] : [list[k - 1], list[k + 1]];
  }

  function follow() {
    var p = params();
    tongket.overview.read(p);
    if (p.has('trinh-chieu')) {
      tongket.view.close();
      presenting = true;
      opened = p.has('chi-tieu') ? tongket.byCode(p.get('chi-tieu')) : -1;
      tongket.slides.open(opened >= 0 ? [opened] : tongket.overview.shown(), Number(p.get('trinh-chieu')) || 0);
      return;
    }
    if (presenting) { tongket.slides.close(); presenting = false; }
    var i = p.has('chi-tieu') ? tongket.byCode(p.get('chi-tieu')) : -1;
    show(i);
    if (i < 0) { ['gop-y', 'thay-doi'].forEach(function (id) { if (p.has(id)) { toList(id); } }); }
  }

  // toList leads to the list of comments or of changes, once the page has
  // found its height.
  function toList(id) {
    var list = document.getElementById(id);
    if (!list) { return; }
    list.querySelectorAll('details').forEach(function (d) { d.open = true; });
    list.scrollIntoView();
    requestAnimationFrame(function () { list.scrollIntoView(); });
    list.querySelector('h2').focus({ preventScroll: true });
  }

  function show(i) {
    var back = opened;
    opened = i;
    document.body.classList.toggle('viewing', i >= 0);
    tongket.overview.main.hidden = i >= 0;
    if (i >= 0) {
      if (back < 0) { came = window.scrollY; }
      tongket.view.open(i, neighbours(i), link);
      return;
    }
    tongket.view.close();
    document.title = title;
    if (back >= 0) {
      window.scrollTo(0, came || 0);
      var a = tongket.overview.main.querySelector('.card[data-i="' + back + '"] h3 a');
      if (a) { a.focus({ preventScroll: true }); }
    }
  }

  // atSlide keeps the slide in the address, for a reload or a link.
  tongket.atSlide = function (n) {
    var more = { 'trinh-chieu': n };
    if (opened >= 0) { more['chi-tieu'] = tongket.data.indicators[opened].c; }
    history.replaceState(null, '', tongket.overview.write(more));
  };

  tongket.leaveSlides = function () {
    presenting = false;
    tongket.slides.close();
    history.replaceState(null, '', link(opened));
    follow();
  };

  function setTheme(theme) {
    root.dataset.theme = theme;
    document.querySelectorAll('[data-action="theme"]').forEach(function (b) { b.setAttribute('aria-pressed', String(theme === 'dark')); });
    tongket.draw.again();
  }

  var actions = {
    present: function () { history.pushState(null, '', tongket.overview.write(Object.assign({ 'trinh-chieu': 0 }, opened >= 0 ? { 'chi-tieu': tongket.data.indicators[opened].c } : {}))); follow(); },
    theme: function () { setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'); },
    print: function () { window.print(); }
  };

  document.addEventListener('click', function (event) {
    var b = event.target.closest('[data-action]');
    if (b) { actions[b.dataset.action](); }
    var card = event.target.closest('.card');
    if (card && !event.target.closest('a, .n') && !String(getSelection())) { location.hash = card.querySelector('h3 a').getAttribute('href'); }
  });
  tongket.overview.main.addEventListener('click', function (event) {
    var a = event.target.closest('.card h3 a');
    if (a && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      location.hash = link(Number(a.closest('.card').dataset.i));
    }
  });
  document.querySelector('.skip').addEventListener('click', function (event) {
    event.preventDefault();
    tongket.overview.main.focus();
  });
  document.addEventListener('keydown', function (event) {
    if (event.key === 'Escape' && opened >= 0 && !presenting) { location.hash = link(-1); }
  });

  document.querySelectorAll('[data-filter]').forEach(function (b) { b.disabled = false; }); // without this script they would do nothing
  window.addEventListener('hashchange', follow);
  setTheme(window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  follow();
  root.dataset.ready = 'true';
})();
