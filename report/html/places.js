// The places of an indicator: ranked in a year, on the map, at both ends of the term,
// their changes, a small line each. Figures, gaps and judgements are the data's; here
// they are only put in order and drawn.
tongket.places = (function () {
  'use strict';

  var data = tongket.data;

  function usable(cell) { return cell && cell.value !== null && !(cell.flags & tongket.flag.held); }

  // years are those in which two places or more have a figure.
  function years(p) {
    return p.termYears.map(Number).filter(function (y) {
      return p.lines.filter(function (l) { var c = l.cells[y - data.base]; return c && c.value !== null; }).length > 1;
    });
  }

  // year is the chosen one, or the last that places have.
  function year(p) {
    var chosen = Number(tongket.overview.option('nam'));
    return years(p).indexOf(chosen) >= 0 ? chosen : p.x.b;
  }

  // orders are the ways to sort by that an indicator has.
  function orders(p) {
    var all = ['muc', 'danh-sach'];
    if (p.x.dc) { all.push('thay-doi'); }
    return p.x.np ? ['danh-sach'] : all;
  }

  // order is the chosen one: rates by their figure, counts, which the population
  // decides, in the order of the list.
  function order(p) {
    var chosen = tongket.overview.option('xep');
    return orders(p).indexOf(chosen) >= 0 ? chosen : p.x.pc ? 'muc' : 'danh-sach';
  }

  // sorted gives the indexes of the lines; what has no usable figure comes last.
  function sorted(p, at, by) {
    var way = p.x.down ? 1 : -1, list = p.lines.map(function (l, k) { return k; });
    function value(k) {
      if (by === 'thay-doi') { return p.x.dc[k]; }
      return usable(p.lines[k].cells[at]) ? p.lines[k].cells[at].value : null;
    }
    if (by === 'danh-sach') { return list; }
    return list.sort(function (a, b) {
      var u = value(a), v = value(b);
      if (u === null || v === null) { return (u === null) - (v === null) || a - b; }
      return way * (u - v) || a - b;
    });
  }

  function behind(p, k, at) { return !!(p.x.bh && p.x.bh[k] >> at & 1); }

  function told(p, cell) { return tongket.view.estimated(cell, tongket.view.withUnit(tongket.text(cell, p.x.d), p.x.u)); }

  // shown is a figure as a drawing writes it: one that is held back says so.
  function shown(p, cell) { return tongket.text(cell, p.x.d) + (cell.flags & tongket.flag.held && cell.value !== null ? ' (' + tongket.word('heldClass') + ')' : ''); }

  function chosen(line) { return tongket.overview.chosen().indexOf(line.head) >= 0; }

  // whole is the whole's figure among those of the places, of a rate.
  function whole(p, at) {
    var cell = p.rows[0].cells[at];
    if (!p.x.pc || !usable(cell)) { return null; }
    return { value: cell.value, text: data.places[0] && tongket.word('whole') + ' ' + (data.base + at) + ': ' + tongket.view.withUnit(tongket.text(cell, p.x.d), p.x.u) };
  }

  function rank(p, line, at) { return line.rank && data.base + at === data.last && p.x.b === data.last ? ', ' + tongket.word('rank', { n: line.rank, of: p.lines.length }) : ''; }

  function bars(p, y) {
    var at = y - data.base;
    return tongket.figure.bars({ unit: p.x.u, whole: whole(p, at), rows: sorted(p, at, order(p)).map(function (k) {
      var line = p.lines[k], cell = line.cells[at];
      return { name: data.short[line.place], heading: line.head + rank(p, line, at), value: cell.value, text: shown(p, cell), entries: [[y, told(p, cell), cell]],
        estimate: !!(cell.flags & tongket.flag.estimate), held: !!(cell.flags & tongket.flag.held), behind: behind(p, k, at), chosen: chosen(line) };
    }) });
  }

  // ends are the lines with a usable figure at both ends of the term.
  function ends(p) {
    var last = p.termYears.length - 1;
    return sorted(p, last, 'muc').reverse().filter(function (k) { return usable(p.lines[k].cells[0]) && usable(p.lines[k].cells[last]); });
  }

  function shift(p) {
    var last = p.termYears.length - 1;
    return tongket.figure.shift({ unit: p.x.u, whole: whole(p, last), rows: ends(p).map(function (k) {
      var line = p.lines[k], a = line.cells[0], b = line.cells[last];
      return { name: data.short[line.place], heading: line.head, base: a.value, last: b.value, baseText: tongket.text(a, p.x.d), lastText: tongket.text(b, p.x.d),
        entries: [[p.termYears[0], told(p, a), a], [p.termYears[last], told(p, b), b]], behind: behind(p, k, last), chosen: chosen(line) };
    }) });
  }

  function changed(p) {
    return p.lines.map(function (l, k) { return k; }).filter(function (k) { return p.x.dc && p.x.dc[k] !== null; });
  }

  // signed writes a change with its sign.
  function signed(v, decimals) { return (v > 0 ? '+' : '') + tongketChart.number(v, decimals); }

  function changes(p) {
    var last = p.termYears.length - 1, list = changed(p);
    if (p.x.pc || order(p) === 'thay-doi') { list.sort(function (a, b) { return p.x.dc[a] - p.x.dc[b] || a - b; }); }
    return tongket.figure.changes({ rows: list.map(function (k) {
      var line = p.lines[k], v = p.x.dc[k], a = line.cells[0], b = line.cells[last];
      return { name: data.short[line.place], heading: line.head, value: v, text: signed(v, p.x.d), behind: wrongWay(p, v), chosen: chosen(line),
        entries: [[tongket.word('change'), signed(v, p.x.d), null], [p.termYears[0], told(p, a), a], [p.termYears[last], told(p, b), b]] };
    }) });
  }

  function panels(p) {
    var last = p.termYears.length - 1;
    function values(cells) { return cells.slice(0, last + 1).map(function (c) { return usable(c) ? c.value : null; }); }
    var list = sorted(p, year(p) - data.base, order(p)).filter(function (k) { return values(p.lines[k].cells).some(function (v) { return v !== null; }); });
    return tongket.figure.panels({ whole: p.x.pc ? values(p.rows[0].cells) : null, rows: list.map(function (k) {
      var line = p.lines[k], v = values(line.cells), from = v.findIndex(function (w) { return w !== null; }), to = last;
      while (v[to] === null) { to--; }
      function end(at) { return [p.termYears[at], tongket.text(line.cells[at], p.x.d)]; }
      return { name: data.short[line.place], heading: line.head, values: v, first: end(from), last: end(to), estimate: !!(line.cells[to].flags & tongket.flag.estimate), behind: behind(p, k, to), chosen: chosen(line),
        entries: line.cells.map(function (c, at) { return [p.termYears[at], told(p, c), null]; }) };
    }) });
  }

  // against holds the places by two indicators against each other, in the chosen year or
  // the last that both have; null where fewer than three places have both.
  function against(p, q) {
    var both = years(p).filter(function (y) { return years(q).indexOf(y) >= 0; }), y = both.indexOf(year(p)) >= 0 ? year(p) : both[both.length - 1];
    if (!both.length || p.x.np || q.x.np) { return null; }
    var at = y - data.base, rows = [];
    p.lines.forEach(function (a) {
      var b = q.lines.filter(function (l) { return l.place === a.place; })[0];
      if (!b || !usable(a.cells[at]) || !usable(b.cells[at])) { return; }
      rows.push({ name: data.short[a.place], heading: a.head + ', ' + y, x: a.cells[at].value, y: b.cells[at].value, chosen: chosen(a),
        entries: [[p.x.n, told(p, a.cells[at]), a.cells[at]], [q.x.n, told(q, b.cells[at]), b.cells[at]]] });
    });
    if (rows.length < 3) { return null; }
    function named(x) { return x.n + (x.u ? ' (' + x.u + ')' : ''); }
    return { title: tongket.word('againstTitle', { a: p.x.n, b: q.x.n, year: y }), make: tongket.figure.against({ across: { name: named(p.x), unit: p.x.u }, along: { name: named(q.x), unit: q.x.u }, rows: rows }),
      rows: [[tongket.word('place') + ', ' + y, named(p.x), named(q.x)]].concat(rows.map(function (r) { return [r.heading, r.x, r.y]; })) };
  }

  // csv gives the places' figures of the years from first to last, and more columns.
  function csv(p, list, columns, more) {
    return [[tongket.word('place') + ', ' + p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '')].concat(columns.map(String), more ? [more.head] : [])].concat(list.map(function (k) {
      return [p.lines[k].head].concat(columns.map(function (y) { return p.lines[k].cells[y - data.base].value; }), more ? [more.of(k)] : []);
    }));
  }

  // captions are the titles of the drawings: what they say, from the data.
  function barsTitle(p, y) {
    var n = p.x.bc && p.x.bc[y - data.base], cell = p.rows[0].cells[y - data.base];
    var when = (cell && cell.flags & tongket.flag.estimate ? tongket.word('estimateIn') : tongket.word('inYear')) + ' ' + y;
    if (p.x.bs && whole(p, y - data.base)) { return tongket.word(n ? 'behindTitle' : 'noneBehind', { n: n, side: p.x.bs, when: when }); }
    return tongket.word('places', { name: p.x.n, year: y });
  }

  function estimatedEnd(p) {
    var last = p.termYears.length - 1;
    return (p.lines.some(function (l) { return l.cells[last].flags & tongket.flag.estimate; }) ? tongket.word('estimate') + ' ' : '') + p.termYears[last];
  }

  // kinds are the drawings of an indicator: what each is named, says, draws and saves.
  function kinds(p) {
    var y = year(p), last = p.termYears.length - 1, all = p.termYears.map(Number), name = p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '');
    var list = { bars: { title: barsTitle(p, y), about: name + ', ' + y, make: bars(p, y), file: '-' + y, rows: csv(p, sorted(p, y - data.base, order(p)), [y]) } };
    if (p.x.ss) {
      list.shift = { title: p.x.ss, about: name + ': ○ ' + all[0] + ', ● ' + estimatedEnd(p), make: shift(p), file: '-' + all[0] + '-' + all[last], rows: csv(p, ends(p), [all[0], all[last]]) };
    }
    if (p.x.ss && changed(p).length > 1) {
      list.changes = { title: p.x.cs || tongket.word('changesTitle', { name: p.x.n, from: all[0], to: all[last] }), about: tongket.word('changesAbout', { name: p.x.n, unit: p.x.pc && p.x.u === '%' ? tongket.word('points') : p.x.u, from: all[0], to: estimatedEnd(p) }), make: changes(p), file: '-thay-doi',
        rows: csv(p, changed(p), [all[0], all[last]], { head: tongket.word('change'), of: function (k) { return p.x.dc[k]; } }) };
    }
    if (years(p).length > 2 && !p.x.np) {
      list.panels = { title: tongket.word('panelsTitle', { name: p.x.n, from: all[0], to: all[last] }), about: name + (p.x.pc ? '; ' + tongket.word('panelsWhole') : '') + '; ' + tongket.word('oneScale'), make: panels(p), file: '-tung-noi', rows: csv(p, sorted(p, y - data.base, order(p)), all) };
    }
    return list;
  }

  // keys shows what the sign means below the drawings that have one.
  function keys(part, p) {
    ['bars', 'map', 'shift', 'changes', 'panels'].forEach(function (kind) {
      var key = part.querySelector('.' + kind + ' .behind-key');
      if (key) { key.hidden = !bears(p, kind); }
    });
  }

  // bears tells whether a drawing has the sign of being worse.
  function bears(p, kind) {
    var at = kind === 'bars' || kind === 'map' ? year(p) - data.base : p.termYears.length - 1;
    return kind === 'changes' ? wrong(p) : !!(p.x.bc && p.x.bc[at]);
  }

  // about is what a picture that stands alone says below its title: what the sign means,
  // and the note of its indicator.
  function about(p, kind, note) { return (bears(p, kind) ? '▼ ' + tongket.word(kind === 'changes' ? 'worse' : 'behind') + '. ' : '') + note; }

  function wrongWay(p, v) { return !!p.x.bs && (p.x.down ? v > 0 : v < 0); }

  // wrong tells whether any place moved the wrong way.
  function wrong(p) { return changed(p).some(function (k) { return wrongWay(p, p.x.dc[k]); }); }

  function chooser(select, values, value, text) {
    select.replaceChildren.apply(select, values.map(function (v) {
      var o = tongket.element('option', '', text(v));
      o.value = v;
      return o;
    }));
    select.value = value;
    select.parentNode.hidden = values.length < 2;
  }

  // fill writes the places' part of a view; again calls it anew with another choice.
  function fill(part, p) {
    var list = kinds(p), y = year(p);
    tongket.draw.forget(part);
    part.querySelector('.of-places').textContent = p.x.e || tongket.word('byPlace');
    chooser(part.querySelector('[name="nam"]'), years(p), y, String);
    chooser(part.querySelector('[name="xep"]'), orders(p), order(p), function (v) { return tongket.word('order-' + v, { year: y }); });
    ['bars', 'shift', 'changes', 'panels'].forEach(function (kind) {
      var figure = part.querySelector('.' + kind), k = list[kind];
      figure.hidden = !k;
      if (!k) { return; }
      figure.querySelector('h3').textContent = k.title;
      figure.querySelector('.about').textContent = k.about;
      tongket.draw.custom(figure.querySelector('.canvas'), k.make, tongket.word('drawing', { title: k.title }));
    });
    keys(part, p);
    tongket.land.draw(part.querySelector('.map'), p, y);
    var scroll = part.querySelector('.heat .scroll');
    scroll.replaceChildren(tongket.view.placeTable(p, sorted(p, y - data.base, tongket.overview.option('xep') ? order(p) : 'danh-sach')));
  }

  function save(kind, button, p, note) {
    var k = kinds(p)[kind];
    tongket.draw.saveFigure(button, p.x.c + k.file, k.make, kind === 'panels' ? 900 : 640, k.title, k.rows, k.about + '. ' + about(p, kind, note));
  }

  return { about: about, against: against, keys: keys, fill: fill, save: save, kinds: kinds, year: year, years: years, sorted: sorted, order: order, behind: behind, csv: csv, barsTitle: barsTitle, usable: usable };
})();
