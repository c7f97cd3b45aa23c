// The comparison of two drafts: which kinds are shown, and what is searched
// for, stand in the address.
(function () {
  'use strict';

  var root = document.documentElement, form = document.getElementById('bo-loc');
  var sections = Array.prototype.slice.call(document.querySelectorAll('section.kind'));
  var buttons = Array.prototype.slice.call(document.querySelectorAll('button[data-kind]'));
  var kind = '', find = '';

  // plain lets 'ho ngheo' find 'Hộ nghèo'.
  function plain(s) {
    return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  }

  var rows = [];
  sections.forEach(function (s) {
    s.querySelectorAll('tbody tr').forEach(function (tr) { rows.push({ tr: tr, kind: s.dataset.kind, text: plain(tr.textContent) }); });
  });

  function apply() {
    var words = plain(find).split(/\s+/).filter(Boolean), n = 0;
    rows.forEach(function (r) {
      var on = (!kind || r.kind === kind) && words.every(function (w) { return r.text.indexOf(w) >= 0; });
      r.tr.hidden = !on;
      if (on) { n++; }
    });
    sections.forEach(function (s) { s.hidden = !s.querySelector('tbody tr:not([hidden])'); });
    buttons.forEach(function (b) { b.setAttribute('aria-pressed', String(b.dataset.kind === kind)); });
    document.getElementById('khong-co').hidden = n > 0;
    var shown = document.getElementById('so-hien');
    shown.textContent = shown.dataset.text.replace('{n}', n).replace('{of}', rows.length);
    if (form.elements.tim.value !== find) { form.elements.tim.value = find; }
  }

  function follow() {
    var p = new URLSearchParams(location.hash.slice(1));
    kind = p.get('loai') || '';
    find = p.get('tim') || '';
    apply();
  }

  function keep() {
    var p = new URLSearchParams();
    if (kind) { p.set('loai', kind); }
    if (find) { p.set('tim', find); }
    history.replaceState(null, '', '#' + p.toString());
    apply();
  }

  function setTheme(theme) {
    root.dataset.theme = theme;
    document.querySelector('[data-action="theme"]').setAttribute('aria-pressed', String(theme === 'dark'));
  }

  document.addEventListener('click', function (event) {
    var b = event.target.closest('button');
    if (!b) { return; }
    if (b.dataset.action === 'theme') { setTheme(root.dataset.theme === 'dark' ? 'light' : 'dark'); }
    if (b.dataset.action === 'print') { window.print(); }
    if (b.dataset.kind) { kind = kind === b.dataset.kind ? '' : b.dataset.kind; keep(); }
  });
  setTheme(window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  if (form) {
    form.addEventListener('input', function (event) { find = event.target.value; keep(); });
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('reset', function (event) { event.preventDefault(); kind = find = ''; keep(); });
    window.addEventListener('hashchange', follow);
    follow();
  }
  root.dataset.ready = 'true';
})();
