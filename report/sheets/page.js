// The page of the sheets: a sheet is drawn when it is opened. All texts become text
// nodes; none of them is read as HTML.
(function () {
  'use strict';
  var data = JSON.parse(document.getElementById('du-lieu').textContent);
  var by = function (id) { return document.getElementById(id); };
  var opened = -1, grid = {}, frame = by('bang');
  var rank = { error: 0, warning: 1, info: 2 };

  function word(name, values) {
    return (data.words[name] || '').replace(/\{(\w+)\}/g, function (all, key) { return values && key in values ? values[key] : all; });
  }
  function element(tag, className, text) {
    var e = document.createElement(tag);
    if (className) { e.className = className; }
    if (text !== undefined) { e.textContent = text; }
    return e;
  }
  function letters(n) {
    var s = '';
    for (; n > 0; n = Math.floor((n - 1) / 26)) { s = String.fromCharCode(65 + (n - 1) % 26) + s; }
    return s;
  }
  function numberOf(name) {
    var n = 0;
    for (var i = 0; i < name.length; i++) { n = n * 26 + name.toUpperCase().charCodeAt(i) - 64; }
    return n;
  }

  // Findings by sheet and by cell.
  var bySheet = data.sheets.map(function () { return []; });
  data.findings.forEach(function (f, i) {
    var seen = {};
    (f.at || []).forEach(function (c) { if (!seen[c[0]]) { seen[c[0]] = true; bySheet[c[0]].push(i); } });
  });
  function worst(list) {
    return list.reduce(function (w, i) { var f = data.findings[i]; return !f.d && (w === '' || rank[f.s] < rank[w]) ? f.s : w; }, '');
  }

  // Filters.
  function fill(select, options) {
    options.forEach(function (o) { var e = element('option', '', o[1]); e.value = o[0]; select.appendChild(e); });
  }
  function distinct(key) {
    var seen = {}, all = [['', word('all')]];
    data.sheets.forEach(function (s) { var v = s[key] || ''; if (v && !seen[v]) { seen[v] = true; all.push([v, v]); } });
    return all;
  }
  var roles = ['figure', 'indicator', 'place', 'year', 'measure', 'unit', 'left'];
  fill(by('loc-tep'), distinct('f'));
  fill(by('loc-don-vi'), distinct('u'));
  fill(by('loc-muc'), [['', word('all')], ['error', word('error')], ['warning', word('warning')], ['info', word('info')], ['done', word('done')]]);
  fill(by('loc-vai-tro'), [['', word('all')]].concat(roles.map(function (r, i) { return [String(i + 1), word(r)]; })));
  roles.forEach(function (r, i) { by('chu-giai').appendChild(element('li', 'r' + (i + 1), word(r))); });
  function level(f) { return f.d ? 'done' : f.s; }
  function wanted(f) { var v = by('loc-muc').value; return !v || level(f) === v; }

  function list() {
    var ul = by('trang'), last = '';
    ul.replaceChildren();
    data.sheets.forEach(function (s, n) {
      if (by('loc-tep').value && s.f !== by('loc-tep').value || by('loc-don-vi').value && s.u !== by('loc-don-vi').value) { return; }
      var found = bySheet[n].filter(function (i) { return wanted(data.findings[i]); });
      if (by('loc-muc').value && !found.length) { return; }
      if (s.f !== last) { ul.appendChild(element('li', 'file', s.f + (s.u ? ' (' + s.u + ')' : ''))); last = s.f; }
      var li = element('li'), b = element('button');
      b.type = 'button';
      b.appendChild(element('span', '', (s.s || word('onlySheet')) + (s.h ? ' – ' + word('hidden') : '')));
      if (found.length) { b.appendChild(element('span', 'count ' + worst(found), String(found.length))); }
      b.setAttribute('aria-current', n === opened ? 'true' : 'false');
      b.addEventListener('click', function () { location.hash = address(n, 0, 0); });
      li.appendChild(b);
      ul.appendChild(li);
    });
  }

  function address(n, row, col) {
    var s = data.sheets[n];
    return '#' + [s.f, s.s || '', row ? letters(col) + row : ''].map(encodeURIComponent).join('!').replace(/!$/, '');
  }

  // widthsOf are the widths of the columns in letters; where nothing is said, Excel's.
  function widthsOf(list, right) {
    var all = [];
    for (var k = 1; k <= right; k++) { all[k] = 8.43; }
    list.forEach(function (w) { for (var k = w[0]; k <= w[1] && k <= right; k++) { all[k] = Math.min(w[2], 60); } });
    return all;
  }
  function columns(widths) {
    var group = element('colgroup');
    group.appendChild(element('col'));
    for (var k = 1; k < widths.length; k++) {
      var col = element('col');
      col.style.width = 'calc(' + widths[k] + 'ch + .8rem)';
      group.appendChild(col);
    }
    return group;
  }
  // spill is how many columns a text that is wider than its own takes, where the cells
  // beside are empty.
  function spill(c, row, covered, marks, widths, right) {
    var n = 1, room = widths[c[1]], line = Math.max.apply(null, String(c[2]).split('\n').map(function (l) { return l.length; }));
    for (var k = c[1] + 1; k <= right && room < line && !row[k] && !covered[c[0] + ',' + k] && !marks[c[0] + ',' + k]; k++) {
      room += widths[k];
      n++;
    }
    return n;
  }

  // draw shows a sheet as a table: columns and rows from the first to the last used.
  function draw(n) {
    var s = data.sheets[n], rows = {}, right = 1, covered = {};
    opened = n;
    grid = {};
    s.c.forEach(function (c) { (rows[c[0]] = rows[c[0]] || {})[c[1]] = c; if (c[1] > right) { right = c[1]; } });
    var spans = {};
    (s.m || []).forEach(function (m) {
      spans[m[0] + ',' + m[1]] = m;
      for (var r = m[0]; r <= m[2]; r++) { for (var k = m[1]; k <= m[3]; k++) { if (r !== m[0] || k !== m[1]) { covered[r + ',' + k] = true; } } }
    });
    var widths = s.w ? widthsOf(s.w, right) : null, marks = {};
    bySheet[n].forEach(function (i) {
      var f = data.findings[i];
      f.at.forEach(function (c) {
        if (c[0] !== n) { return; }
        var key = c[1] + ',' + c[2], l = level(f);
        (marks[key] = marks[key] || { l: l, f: [] }).f.push(i);
        if (l !== 'done' && (marks[key].l === 'done' || rank[l] < rank[marks[key].l])) { marks[key].l = l; }
      });
    });
    var table = element('table'), head = element('thead'), tr = element('tr'), body = element('tbody');
    tr.appendChild(element('td'));
    for (var k = 1; k <= right; k++) { tr.appendChild(element('th', '', letters(k))); }
    head.appendChild(tr);
    if (widths) { table.appendChild(columns(widths)); }
    Object.keys(rows).map(Number).sort(function (a, b) { return a - b; }).forEach(function (r) {
      var line = element('tr');
      line.appendChild(element('th', '', String(r)));
      for (var k = 1; k <= right; k++) {
        var key = r + ',' + k, c = rows[r][k];
        if (covered[key]) { continue; }
        var td = element('td', '', c ? c[2] : '');
        if (spans[key]) { td.colSpan = Math.min(spans[key][3], right) - k + 1; td.rowSpan = Object.keys(rows).filter(function (x) { return x >= r && x <= spans[key][2]; }).length || 1; }
        else if (widths && c && c[3] !== 1 && c[3] !== 7) { td.colSpan = spill(c, rows[r], covered, marks, widths, right); }
        for (var over = k + 1; over < k + td.colSpan; over++) { covered[r + ',' + over] = true; }
        if (c && c[3]) { td.className = 'r' + c[3] + (c[3] === 1 || c[3] === 7 ? ' n' : ''); }
        if (c && c[3] === 1 && c.length > 9) { td.appendChild(element('span', 'fixed', data.pool[c[9]])); }
        if (marks[key]) { td.classList.add(marks[key].l); }
        td.tabIndex = -1;
        td.tongket = { row: r, col: k, cell: c, found: marks[key] ? marks[key].f : [] };
        grid[key] = td;
        line.appendChild(td);
      }
      body.appendChild(line);
    });
    table.appendChild(head);
    table.appendChild(body);
    frame.replaceChildren(table);
    by('ten-trang').textContent = s.f + (s.s ? ' › ' + s.s : '');
    by('ghi-chu').textContent = (s.l ? word('leftOut', { what: s.l }) : '') + (s.x ? ' ' + word('tooMuch', { n: s.x }) : '');
    by('ve-o').textContent = '';
    show();
    findings();
    list();
  }

  function show() {
    var role = by('loc-vai-tro').value;
    frame.classList.toggle('dim', role !== '');
    Object.keys(grid).forEach(function (k) { grid[k].classList.toggle('shown', role !== '' && grid[k].classList.contains('r' + role)); });
  }

  // findings are those of the sheet, then those that stand on none.
  function findings() {
    var ul = by('phat-hien');
    ul.replaceChildren();
    var all = data.findings.map(function (f, i) { return i; }).filter(function (i) {
      var f = data.findings[i];
      return wanted(f) && (bySheet[opened] && bySheet[opened].indexOf(i) >= 0 || !(f.at || []).length);
    });
    by('so-phat-hien').textContent = word('found', { n: all.length });
    all.forEach(function (i) {
      var f = data.findings[i], li = element('li', level(f)), p = element('p');
      p.appendChild(element('b', '', word(level(f)) + ' ' + f.c + ': '));
      p.appendChild(document.createTextNode(f.t + (f.w ? ' (' + f.w + ')' : '')));
      li.appendChild(p);
      if (f.a) { li.appendChild(element('p', 'advice', f.a)); }
      if (f.l) { li.appendChild(element('p', 'advice', f.r + ':')); li.appendChild(element('code', '', f.l)); }
      var cells = element('p', 'cells');
      (f.at || []).slice(0, 12).forEach(function (c) {
        var s = data.sheets[c[0]], a = element('a', '', (c[0] === opened ? '' : (s.s || s.f) + ' ') + (c[1] ? letters(c[2]) + c[1] : s.s || s.f));
        a.href = address(c[0], c[1], c[2]);
        cells.appendChild(a);
      });
      if (cells.firstChild) { li.appendChild(cells); }
      ul.appendChild(li);
    });
  }

  // tell says what a cell was read as.
  function tell(td) {
    var t = td.tongket, c = t.cell, lines = [letters(t.col) + t.row];
    if (c && c[3] === 1) {
      lines.push(word('figureIs', { indicator: data.pool[c[4]], place: data.pool[c[5]], year: data.pool[c[6]] || word('none'), measure: data.pool[c[7]], unit: data.pool[c[8]] || word('none') }));
      if (c.length > 9) { lines.push(data.pool[c[9]]); }
    } else if (c && c[3] === 7) {
      lines.push(word('left') + (c.length > 4 ? ': ' + data.pool[c[4]] : ''));
    } else if (c && c[3]) {
      lines.push(word(roles[c[3] - 1]));
    }
    t.found.forEach(function (i) { lines.push(word(level(data.findings[i])) + ': ' + data.findings[i].t); });
    by('ve-o').textContent = lines.join(' · ');
  }

  function cellOf(event) { return event.target.closest ? event.target.closest('#bang tbody td') : null; }
  frame.addEventListener('pointerover', function (event) { var td = cellOf(event); if (td) { tell(td); } });
  frame.addEventListener('focusin', function (event) { var td = cellOf(event); if (td) { tell(td); } });
  frame.addEventListener('click', function (event) { var td = cellOf(event); if (td) { td.focus(); } });
  frame.addEventListener('keydown', function (event) {
    var step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step) { return; }
    var td = cellOf(event) || frame.querySelector('tbody td'), t = td && td.tongket;
    if (!t) { return; }
    for (var i = 1, r = t.row, k = t.col; i < 500; i++) {
      r += step[0];
      k += step[1];
      if (r < 1 || k < 1) { break; }
      if (grid[r + ',' + k]) { grid[r + ',' + k].focus(); event.preventDefault(); break; }
    }
  });

  // go opens what the address names: file, sheet, cell. A file without sheets has an
  // empty name between its marks.
  function go() {
    var parts = decodeURIComponent(location.hash.slice(1)).split('!');
    var cell = /^([A-Za-z]{1,3})([0-9]+)$/.exec(parts[parts.length - 1] || '');
    if (cell) { parts.pop(); }
    var n = -1;
    data.sheets.forEach(function (s, i) {
      var file = parts.join('!');
      if (n < 0 && (s.f + '!' + (s.s || '') === file || s.f === file)) { n = i; }
    });
    if (n < 0) { n = opened >= 0 ? opened : first(); }
    if (n < 0) { by('ten-trang').textContent = word('noSheets'); findings(); return; }
    if (n !== opened) { draw(n); }
    var here = frame.querySelector('.here');
    if (here) { here.classList.remove('here'); }
    var td = cell && grid[cell[2] + ',' + numberOf(cell[1])];
    if (td) {
      td.classList.add('here');
      td.scrollIntoView({ block: 'center', inline: 'center' });
      td.focus({ preventScroll: true });
      tell(td);
    }
  }
  function first() {
    var best = data.sheets.length ? 0 : -1;
    for (var i = 0; i < bySheet.length; i++) { if (worst(bySheet[i]) === 'error') { return i; } }
    return best;
  }
  ['loc-tep', 'loc-don-vi', 'loc-muc'].forEach(function (id) { by(id).addEventListener('change', function () { list(); findings(); }); });
  by('loc-vai-tro').addEventListener('change', show);
  by('in').addEventListener('click', function () { window.print(); });
  window.addEventListener('hashchange', go);
  go();
  if (opened < 0) { list(); }
  document.documentElement.dataset.ready = 'true';
})();
