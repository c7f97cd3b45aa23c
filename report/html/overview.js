// The overview: search, filters, and their state in the address.
tongket.overview = (function () {
  'use strict';

  var data = tongket.data;
  var main = document.getElementById('chi-tieu-chinh');
  var form = document.getElementById('bo-loc');
  var cards = Array.prototype.slice.call(main.querySelectorAll('.card'));
  var names = ['tim', 'linh-vuc', 'danh-gia', 'tien-do', 'dia-ban', 'so-voi', 'don-vi'];
  var options = ['nam', 'xep', 'voi'], state = {}; // options are those of an indicator's view

  // plain lets 'ho ngheo' find 'Hộ nghèo'.
  function plain(s) {
    return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
  }

  var texts = data.indicators.map(function (x) { return plain(x.n + ' ' + x.c + ' ' + (x.a || '')); });

  // matches tells whether an indicator passes all filters.
  function matches(i) {
    var x = data.indicators[i];
    var words = plain(state.tim || '').split(/\s+/).filter(Boolean);
    return words.every(function (w) { return texts[i].indexOf(w) >= 0; }) &&
      (!state['linh-vuc'] || x.f === Number(state['linh-vuc'])) &&
      (!state['danh-gia'] || (x.v || 'none') === state['danh-gia']) &&
      (!state['tien-do'] || x.p === state['tien-do']) &&
      (!state['don-vi'] || x.s === Number(state['don-vi'])) &&
      (!state['dia-ban'] || line(x) !== null);
  }

  // line is the chosen place's line of an indicator, null if it has no figure.
  function line(x) {
    var place = Number(state['dia-ban']) + 1;
    var found = (x.l || []).filter(function (l) { return l[0] === place; })[0];
    return found && tongket.lineCells(found).some(function (c) { return c.value !== null; }) ? found : null;
  }

  function marked() { return state['dia-ban'] ? data.places[Number(state['dia-ban']) + 1] : ''; }

  // chosen are the places that are looked at: the chosen one and the one beside it.
  function chosen() {
    var beside = state['dia-ban'] && Number(state['so-voi']) ? data.places[Number(state['so-voi'])] : '';
    return [marked(), beside].filter(Boolean);
  }

  // here writes the chosen place's last figure on a card.
  function here(card, x) {
    var p = card.querySelector('.here'), l = state['dia-ban'] ? line(x) : null;
    p.hidden = !l;
    if (!l) { return; }
    var cells = tongket.lineCells(l), k = cells.length - 1;
    while (k > 0 && cells[k].value === null) { k--; }
    p.replaceChildren(marked() + ': ');
    var n = tongket.element('span', 'n', tongket.view.withUnit(tongket.text(cells[k], x.d), x.u));
    n.tabIndex = 0;
    n.dataset.f = cells[k].facts.join(',');
    p.appendChild(n);
    var rank = l[1] && data.base + k === data.last ? ', ' + tongket.word('rank', { n: l[1], of: x.l.length }) : '';
    p.appendChild(document.createTextNode(' (' + (data.base + k) + rank + ')'));
  }

  function shown() { return cards.filter(function (c) { return !c.hidden; }).map(function (c) { return Number(c.dataset.i); }); }

  function apply() {
    cards.forEach(function (card) {
      var i = Number(card.dataset.i);
      card.hidden = !matches(i);
      if (!card.hidden) { here(card, data.indicators[i]); }
    });
    main.querySelectorAll('.field').forEach(function (f) { f.hidden = !f.querySelector('.card:not([hidden])'); });
    var n = shown().length, none = document.getElementById('khong-co');
    document.getElementById('so-hien').textContent = tongket.word('shown', { n: n, of: cards.length });
    none.hidden = n > 0;
    main.querySelectorAll('.of-home').forEach(function (e) { e.hidden = filtered(); });
    profile();
    none.textContent = tongket.word('none');
    main.querySelectorAll('[data-filter]').forEach(function (b) {
      b.setAttribute('aria-pressed', String(state[b.dataset.filter] === b.dataset.value));
    });
    names.forEach(function (name) {
      if (form.elements[name] && form.elements[name].value !== (state[name] || '')) { form.elements[name].value = state[name] || ''; }
    });
  }

  // profile shows the chosen place's own figures beside the whole's, or beside those of
  // another place.
  var sheet = document.getElementById('ho-so-dia-ban'), other = sheet.querySelector('[name="so-voi"]'), sort = sheet.querySelector('[name="thu-tu"]');

  function last(list) {
    var k = list.length - 1;
    while (k > 0 && list[k].value === null) { k--; }
    return list[k] || { value: null, flags: 0, facts: [] };
  }

  function cellOf(c, x) {
    var td = tongket.element('td', c.flags & tongket.flag.held ? 'held' : ''), n = tongket.element('span', 'n', tongket.text(c, x.d));
    if (c.facts.length) { n.tabIndex = 0; n.dataset.f = c.facts.join(','); }
    td.appendChild(n);
    return td;
  }

  function numberOf(v, x) { return tongket.element('td', '', v === null || v === undefined ? '' : (v > 0 ? '+' : '') + tongketChart.number(v, x.d)); }

  // entries are the rows of the profile: an indicator each, with the place's line.
  function entries(here) {
    var list = [];
    data.indicators.forEach(function (x, i) {
      var k = (x.l || []).findIndex(function (l) { return l[0] === here; });
      if (k >= 0 && matches(i)) { list.push({ x: x, i: i, k: k, line: x.l[k], gap: x.dg ? x.dg[k] : null, behind: !!(x.bh && x.bh[k] >> (data.last - data.base) & 1) }); }
    });
    function first(value) { // what has no value comes last, in the order of the list
      list.sort(function (a, b) {
        var u = value(a), v = value(b);
        return u === null || v === null ? (u === null) - (v === null) || a.i - b.i : u - v || a.i - b.i;
      });
    }
    if (sort.value === 'chenh-lech') { first(function (e) { return e.gap === null || !e.x.bs ? null : e.x.down ? -e.gap : e.gap; }); }
    if (sort.value === 'xep-hang') { first(function (e) { return e.line[1] ? -e.line[1] / e.x.l.length : null; }); }
    return list;
  }

  function profile() {
    sheet.hidden = !state['dia-ban'];
    if (sheet.hidden) { return; }
    var here = Number(state['dia-ban']) + 1, beside = Number(state['so-voi']) || 0;
    if (beside === here) { beside = 0; }
    other.value = String(beside);
    sheet.querySelector('h2').textContent = tongket.word('profile', { place: data.places[here] });
    var table = tongket.element('table'), head = table.createTHead().insertRow(), body = table.createTBody();
    [tongket.word('indicator'), tongket.word('unitHead'), String(data.base), tongket.word('lastHead'), tongket.word('change'), beside ? data.places[beside] : tongket.word('whole'), beside ? null : tongket.word('gapHead'), tongket.word('rankHead')].forEach(function (t) {
      if (t === null) { return; }
      var th = tongket.element('th', '', t);
      th.scope = 'col';
      head.appendChild(th);
    });
    entries(here).forEach(function (e) {
      var x = e.x, second = beside ? (x.l || []).filter(function (l) { return l[0] === beside; })[0] : null;
      var row = body.insertRow(), th = tongket.element('th'), a = tongket.element('a', '', x.n), cells = tongket.lineCells(e.line);
      a.href = write({ 'chi-tieu': x.c });
      th.scope = 'row';
      if (e.behind) {
        var sign = tongket.element('span', 'sign', '▼ ');
        sign.title = tongket.word('behind');
        th.appendChild(sign);
      }
      th.appendChild(a);
      row.append(th, tongket.element('td', '', x.u), cellOf(cells[0], x), cellOf(last(cells), x), numberOf(x.dc && x.dc[e.k], x));
      row.appendChild(beside ? (second ? cellOf(last(tongket.lineCells(second)), x) : tongket.element('td', '', '…')) : cellOf(wholeOf(e.i), x));
      if (!beside) { row.appendChild(numberOf(e.gap, x)); }
      row.appendChild(tongket.element('td', '', e.line[1] ? e.line[1] + '/' + x.l.length : ''));
    });
    sheet.querySelector('.scroll').replaceChildren(table);
  }

  function wholeOf(i) { var p = tongket.view.parts(i); return last(p.rows[0].cells.slice(0, p.termYears.length)); }

  data.places.forEach(function (name, k) {
    var o = tongket.element('option', '', k ? name : tongket.word('whole'));
    o.value = k;
    other.appendChild(o);
  });
  other.addEventListener('change', function () { change('so-voi', other.value === '0' ? '' : other.value); });
  sort.addEventListener('change', profile);

  // read takes the filters from the parameters of the address.
  function read(params) {
    names.concat(options).forEach(function (name) { state[name] = params.get(name) || ''; });
    apply();
  }

  function option(name) { return state[name] || ''; }

  // choose keeps an option of an indicator's view in the address.
  function choose(name, value, code) {
    state[name] = value;
    history.replaceState(null, '', write({ 'chi-tieu': code }));
  }

  // write puts them back, with more parameters, as an address.
  function write(more) {
    var params = new URLSearchParams();
    (more && more['chi-tieu'] ? names.concat(options) : names).forEach(function (name) { if (state[name]) { params.set(name, state[name]); } });
    Object.keys(more || {}).forEach(function (k) { params.set(k, more[k]); });
    var s = params.toString();
    return '#' + s;
  }

  function change(name, value) {
    state[name] = value;
    apply();
    history.replaceState(null, '', write());
  }

  form.addEventListener('input', function (event) { change(event.target.name, event.target.value); });
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  form.addEventListener('reset', function (event) {
    event.preventDefault();
    names.forEach(function (name) { state[name] = ''; });
    change('tim', '');
  });
  main.addEventListener('click', function (event) {
    var b = event.target.closest('[data-filter]');
    if (b) { change(b.dataset.filter, state[b.dataset.filter] === b.dataset.value ? '' : b.dataset.value); }
  });

  function filtered() { return names.some(function (name) { return state[name]; }); }

  return { option: option, choose: choose, filtered: filtered, read: read, write: write, shown: shown, marked: marked, chosen: chosen, main: main };
})();
