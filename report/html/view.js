// The view of one indicator: its figures, charts, tables and findings.
tongket.view = (function () {
  'use strict';

  var data = tongket.data;
  var holder = document.getElementById('chi-tiet');
  var symbols = { error: '✕', warning: '!', info: 'i' };

  // parts gives what every medium draws an indicator from.
  function parts(i) {
    var x = data.indicators[i], p = { x: x, years: tongket.years(x.y) };
    p.options = x.x.map(tongket.option);
    p.rows = x.r.map(row);
    p.lines = (x.l || []).map(function (l) { return { head: data.places[l[0]], place: l[0], rank: l[1], cells: tongket.lineCells(l) }; });
    p.termYears = p.years.slice(0, p.rows[0].cells.length);
    p.lines.forEach(function (l) { if (tongket.overview.chosen().indexOf(l.head) >= 0) { besides(p, l); } });
    p.rows.forEach(function (r) { while (r.cells.length < p.years.length) { r.cells.push(null); } });
    return p;
  }

  // besides adds the line of a chosen place to the years: a row, and of a rate a line
  // in the chart, whose columns then leave their figures to the table.
  function besides(p, line) {
    var colour = p.besides ? 'tk:text' : 'tk:path', option = p.options[0];
    p.rows.push({ head: line.head, cells: line.cells.slice() });
    p.besides = true;
    if (!p.x.pc) { return; }
    option.series.forEach(function (s) {
      if (s.type === 'line' && s.data && s.name !== line.head) { // names at the ends of lines that are now closer together would touch
        s.data = s.data.map(function (d) { return d && d.label ? d.value : d; });
        if (s.lineStyle && s.lineStyle.type === 'dashed') { s.label = { show: false }; }
      }
      if (s.type !== 'bar') { return; }
      s.label.show = false;
      s.data = s.data.map(function (d) { return d && d.label ? Object.assign({}, d, { label: { show: false } }) : d; });
    });
    option.series.push({ type: 'line', name: line.head, z: 4, symbol: 'circle', symbolSize: 6, itemStyle: { color: colour }, lineStyle: { color: colour, width: 2 },
      data: line.cells.map(function (c) { return counts(c) ? c.value : null; }) });
    if (option.legend) { option.legend.data.push({ name: line.head, icon: 'path://M0 5h20v2h-20z' }); }
  }

  // row is a row of the table of years; what a plan or a forecast leaves empty
  // stays empty, a year without a figure does not.
  function row(r, k) {
    var left = [];
    while (left.length < -r[1]) { left.push(null); }
    var cells = tongket.cells(left.concat(r.slice(2)), r[1]);
    return { head: data.names[r[0]], cells: k === 0 ? cells : cells.map(function (c) { return c.flags & tongket.flag.missing ? null : c; }) };
  }

  function withUnit(text, unit) {
    return text === '…' || text === '-' || !unit ? text : unit === '%' || unit === '‰' ? text + unit : text + ' ' + unit;
  }

  function estimated(cell, text) { return (cell.flags & tongket.flag.estimate ? tongket.word('estimate') + ' ' : '') + text; }

  // yearTip is the note on a year of the first chart: each figure, with the
  // cells it was read from.
  function yearTip(p) {
    return function (k) {
      var entries = [];
      p.rows.forEach(function (row) {
        var cell = row.cells[k];
        if (cell) { entries.push([row.head, estimated(cell, withUnit(tongket.text(cell, p.x.d), p.x.u)), cell.facts.length || cell.flags ? cell : null]); }
      });
      return tongket.source.content(p.years[k], entries);
    };
  }

  // heatOption fills the cells into the option of the heat map.
  function heatOption(p) {
    var option = p.options[1], range = extent(p);
    option.series[0].data = [];
    p.lines.forEach(function (line, row) {
      line.cells.forEach(function (cell, column) {
        if (cell.value === null) { return; }
        var item = { value: [column, row, cell.value] };
        if (cell.flags & tongket.flag.held) { // it takes no colour from the scale
          item.visualMap = false;
          item.itemStyle = { color: 'tk:held', borderColor: 'tk:heldline', borderWidth: 1 };
        }
        option.series[0].data.push(item);
      });
    });
    option.visualMap[0].min = range[0];
    option.visualMap[0].max = range[1] > range[0] ? range[1] : range[0] + 1;
    return option;
  }

  // counts tells whether a figure may set a scale.
  function counts(cell) { return cell.value !== null && !(cell.flags & tongket.flag.held); }

  function extent(p) {
    var low = Infinity, high = -Infinity;
    p.lines.forEach(function (line) {
      line.cells.forEach(function (cell) {
        if (counts(cell)) { low = Math.min(low, cell.value); high = Math.max(high, cell.value); }
      });
    });
    return [low, high];
  }

  function yearTable(p) {
    return tongket.table.build(tongket.word('yearsTable', { name: p.x.n }), p.x.u || tongket.word('year'), p.years, p.rows, p.x.d);
  }

  // placeTable has the places in an order, as indexes into the lines.
  function placeTable(p, order) {
    var range = extent(p);
    return tongket.table.build(tongket.word('placesTable', { name: p.x.n }), tongket.word('place'), p.termYears, order.map(function (k) { return p.lines[k]; }), p.x.d, function (cell) {
      return !counts(cell) ? null : range[1] > range[0] ? (cell.value - range[0]) / (range[1] - range[0]) : 0;
    });
  }

  function figures(list, x) {
    x.k.forEach(function (f) {
      var box = tongket.element('div'), dd = tongket.element('dd');
      box.appendChild(tongket.element('dt', '', data.names[f[0]]));
      if (f.length > 2) {
        var n = tongket.element('span', 'n', f[1]);
        n.tabIndex = 0;
        n.dataset.f = f.slice(2).join(',');
        dd.appendChild(n);
      } else {
        dd.textContent = f[1];
      }
      box.appendChild(dd);
      list.appendChild(box);
    });
  }

  function findings(section, x) {
    var list = section.querySelector('ul');
    if (!x.g) {
      list.replaceWith(tongket.element('p', '', tongket.word('noFindings')));
      return;
    }
    x.g.forEach(function (g) {
      var li = tongket.element('li', 'severity-' + g[0]);
      var mark = tongket.element('span', 'mark', symbols[g[0]]);
      mark.setAttribute('aria-hidden', 'true');
      li.appendChild(mark);
      var body = tongket.element('div');
      var p = tongket.element('p');
      p.appendChild(tongket.element('b', '', tongket.word(g[0]) + ': '));
      p.appendChild(document.createTextNode(g[1]));
      body.appendChild(p);
      if (g[2]) { body.appendChild(tongket.element('p', 'advice', g[2])); }
      if (g.length > 3) { body.appendChild(cellsOf(g.slice(3))); }
      li.appendChild(body);
      list.appendChild(li);
    });
  }

  // cellsOf names cells, each with a link to where it is shown in its sheet.
  function cellsOf(names) {
    var p = tongket.element('p', 'cells');
    names.forEach(function (name, i) {
      var parts = name.split(' › '), last = parts.length - 1;
      var cell = /^[A-Z]{1,3}[0-9]+$/.test(parts[last]) && last > 0 ? parts.pop() : '';
      var a = tongket.element('a', '', name);
      a.href = tongket.reading(parts[0], parts[1], cell);
      if (i > 0) { p.appendChild(document.createTextNode('; ')); }
      p.appendChild(a);
    });
    return p;
  }

  // comments lists what was said of an indicator's drafts; everything is text.
  function comments(section, x) {
    if (!x.m) {
      section.remove();
      return;
    }
    var list = section.querySelector('ul');
    section.querySelector('h2').textContent = tongket.word('comments', { n: x.m.length });
    x.m.forEach(function (m) {
      var li = tongket.element('li');
      li.appendChild(tongket.element('p', 'state s-' + m[0], m[1]));
      li.appendChild(tongket.element('p', 'who-said', m[2]));
      if (m[3]) { li.appendChild(tongket.element('p', 'on', m[3])); }
      li.appendChild(tongket.element('p', '', m[4]));
      if (m[5]) {
        var answer = tongket.element('p', 'answer');
        answer.appendChild(tongket.element('b', '', tongket.word('answer') + ': '));
        answer.appendChild(document.createTextNode(m[5]));
        li.appendChild(answer);
      }
      list.appendChild(li);
    });
  }

  // fill clones the template of a view and writes an indicator's texts in.
  function fill(p) {
    var view = document.getElementById('mau-chi-tiet').content.cloneNode(true).firstElementChild, x = p.x;
    view.querySelector('.field-name').textContent = data.fields[x.f] || '';
    view.querySelector('.name').textContent = x.n;
    var badge = view.querySelector('.badge');
    badge.textContent = x.w || '';
    badge.hidden = !x.v;
    if (x.v) { badge.classList.add('v-' + x.v); }
    view.querySelector('.about').textContent = [x.u && tongket.word('unit', { unit: x.u }), data.suppliers[x.s] && tongket.word('supplier', { name: data.suppliers[x.s] }), x.c.slice(0, 1) === '~' ? '' : x.c].filter(Boolean).join(' · ');
    view.querySelector('.sentence').textContent = x.t || '';
    figures(view.querySelector('.figures'), x);
    findings(view.querySelector('.findings'), x);
    comments(view.querySelector('.comments'), x);
    view.querySelector('.years h2').textContent = x.h || x.n;
    view.querySelector('.years .about').textContent = x.i || '';
    if (!x.b) { view.querySelector('.places').remove(); }
    stepped(view.querySelector('.steps'), p);
    return view;
  }

  // stepped writes the texts of a flow that is added up, or takes the figure away.
  function stepped(figure, p) {
    if (!p.x.st) { figure.remove(); return; }
    figure.querySelector('h2').textContent = p.x.sw;
    figure.querySelector('.about').textContent = p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '');
  }

  // steps is the drawing of a flow added up year by year.
  function steps(p) {
    var before = 0, last = p.x.st.length - 1, total = p.x.st[last];
    function whole(v) { return tongketChart.number(v, p.x.d); }
    return tongket.figure.steps({ goal: p.x.sg === undefined ? null : { value: p.x.sg, text: tongket.word('stepsGoal', { value: withUnit(whole(p.x.sg), p.x.u) }) },
      total: { name: tongket.word('stepsTotal'), value: total[0], text: whole(total[0]), estimate: !!total[1], entries: [[tongket.word('stepsTotal'), withUnit(whole(total[0]), p.x.u), null]] },
      rows: p.x.st.map(function (s, k) {
        var cell = p.rows[0].cells[k + 1], from = before;
        before = s[0];
        return { name: p.termYears[k + 1], heading: p.termYears[k + 1], from: from, to: s[0], text: tongket.text(cell, p.x.d), estimate: !!s[1], entries: [[p.termYears[k + 1], estimated(cell, withUnit(tongket.text(cell, p.x.d), p.x.u)), cell], [tongket.word('stepsSoFar'), withUnit(whole(s[0]), p.x.u), null]] };
      }) });
  }

  function stepsCSV(p) {
    return [[p.x.n + (p.x.u ? ' (' + p.x.u + ')' : ''), tongket.word('yearFigure'), tongket.word('stepsSoFar')]].concat(p.x.st.map(function (s, k) { return [p.termYears[k + 1], p.rows[0].cells[k + 1].value, s[0]]; }));
  }

  function yearsCSV(p) {
    return [[p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '')].concat(p.years)].concat(p.rows.map(function (r) {
      return [r.head].concat(r.cells.map(function (c) { return c && c.value; }));
    }));
  }

  function placesCSV(p) {
    return [[p.x.n + (p.x.u ? ' (' + p.x.u + ')' : '')].concat(p.termYears)].concat(p.lines.map(function (l) {
      return [l.head].concat(l.cells.map(function (c) { return c.value; }));
    }));
  }

  // note is what a picture that stands alone says of its unit, source and date.
  function note(p) {
    return [p.x.u ? tongket.word('unit', { unit: p.x.u }) : '', data.suppliers[p.x.s] ? tongket.word('source', { name: data.suppliers[p.x.s] }) : '', tongket.word('asOf', { date: data.asOf })].filter(Boolean).join('; ');
  }

  function savers(view, p) {
    var titled = Object.assign({}, p.options[0], { title: Object.assign({}, p.options[0].title, { text: p.x.h || p.x.n }) });
    var what = {
      years: function (kind) { tongket.draw.save(kind, p.x.c, titled, 960, 520, yearsCSV(p), p.x.n + '. ' + note(p)); },
      steps: function (kind) { tongket.draw.saveFigure(kind, p.x.c + '-cong-don', steps(p), 720, p.x.sw, stepsCSV(p), p.x.n + '. ' + note(p)); },
      map: function (kind) { var y = tongket.places.year(p); tongket.land.save(kind, p, y, tongket.places.csv(p, tongket.places.sorted(p, y - data.base, 'danh-sach'), [y]), tongket.places.about(p, 'map', note(p))); },
      heat: function (kind) { tongket.draw.save(kind, p.x.c + '-nam', heatOption(p), 720, p.lines.length * 28 + 120, placesCSV(p), note(p)); }
    };
    ['bars', 'shift', 'changes', 'panels'].forEach(function (name) { what[name] = function (kind) { tongket.places.save(name, kind, p, note(p)); }; });
    Object.keys(what).forEach(function (name) {
      view.querySelectorAll('.' + name + ' [data-save]').forEach(function (button) {
        button.setAttribute('aria-label', button.textContent + ': ' + p.x.n);
        button.addEventListener('click', function () { what[name](button.dataset.save); });
      });
    });
  }

  // compare puts another indicator beside this one: its chart, both rows in a table, and
  // the places by both in the last year that both have, or the chosen one.
  function compare(view, p, code) {
    var figure = view.querySelector('.compare'), i = tongket.byCode(code);
    tongket.draw.forget(figure);
    figure.hidden = i < 0 || data.indicators[i] === p.x;
    if (figure.hidden) { return; }
    var q = parts(i), part = figure.querySelector('.both'), canvas = figure.querySelector('.canvas');
    figure.querySelector('h2').textContent = tongket.word('compared', { a: p.x.n, b: q.x.n });
    figure.querySelector('.other').textContent = q.x.h;
    canvas.setAttribute('aria-label', tongket.word('chart', { name: q.x.n }));
    tongket.draw.chart(canvas, { option: q.options[0], tip: yearTip(q), count: q.years.length });
    figure.querySelector('.scroll').replaceChildren(tongket.table.build(figure.querySelector('h2').textContent, tongket.word('indicator'), p.termYears, [p, q].map(function (one) {
      return { head: one.x.n + (one.x.u ? ' (' + one.x.u + ')' : ''), cells: one.rows[0].cells.slice(0, one.termYears.length), decimals: one.x.d };
    }), 0, null));
    var spec = tongket.places.against(p, q);
    part.hidden = !spec;
    if (!spec) { return; }
    part.querySelector('h3').textContent = spec.title;
    tongket.draw.custom(part.querySelector('.dots'), spec.make, tongket.word('drawing', { title: spec.title }));
    part.querySelectorAll('[data-save]').forEach(function (button) {
      button.setAttribute('aria-label', button.textContent + ': ' + spec.title);
      button.onclick = function () { tongket.draw.saveFigure(button.dataset.save, p.x.c + '-' + q.x.c, spec.make, 720, spec.title, spec.rows, note(p)); };
    });
  }

  // companions fills the list of indicators to compare with.
  function companions(view, p) {
    var select = view.querySelector('[name="voi"]');
    select.appendChild(tongket.element('option', '', tongket.word('noCompanion'))).value = '';
    data.fields.forEach(function (field, f) {
      var group = document.createElement('optgroup');
      group.label = field || tongket.word('noField');
      data.indicators.forEach(function (x) {
        if (x.f !== f || x === p.x) { return; }
        group.appendChild(tongket.element('option', '', x.n)).value = x.c;
      });
      if (group.children.length) { select.appendChild(group); }
    });
    select.value = tongket.overview.option('voi');
    if (select.selectedIndex < 0) { select.value = ''; }
    select.addEventListener('change', function () {
      tongket.overview.choose('voi', select.value, p.x.c);
      compare(view, p, select.value);
    });
    compare(view, p, select.value);
  }

  // open shows an indicator; neighbours are the shown ones before and after.
  function open(i, neighbours, link) {
    close();
    var p = parts(i), view = fill(p);
    holder.replaceChildren(view);
    holder.hidden = false;
    turn(view, neighbours, link);
    view.querySelector('.years .scroll').appendChild(yearTable(p));
    savers(view, p);
    var years = view.querySelector('.years .canvas');
    years.setAttribute('aria-label', tongket.word('chart', { name: p.x.n }));
    tongket.draw.chart(years, { option: p.options[0], tip: yearTip(p), count: p.years.length });
    companions(view, p);
    if (p.x.st) { tongket.draw.custom(view.querySelector('.steps .canvas'), steps(p), tongket.word('drawing', { title: p.x.sw })); }
    if (p.x.b) {
      var part = view.querySelector('.places');
      tongket.places.fill(part, p);
      part.addEventListener('change', function (event) {
        tongket.overview.choose(event.target.name, event.target.value, p.x.c);
        tongket.places.fill(part, p);
        compare(view, p, tongket.overview.option('voi'));
      });
    }
    window.scrollTo(0, 0);
    view.querySelector('.name').focus({ preventScroll: true });
    document.title = p.x.n;
  }

  function turn(view, neighbours, link) {
    view.querySelector('.back').href = link(-1);
    [['.previous', neighbours[0]], ['.following', neighbours[1]]].forEach(function (way) {
      var a = view.querySelector(way[0]);
      if (way[1] === undefined) { a.remove(); } else { a.href = link(way[1]); }
    });
  }

  function close() {
    tongket.source.hide();
    tongket.draw.clear();
    holder.hidden = true;
    holder.replaceChildren();
  }

  return { open: open, close: close, parts: parts, fill: fill, yearTable: yearTable, placeTable: placeTable, yearTip: yearTip, steps: steps, estimated: estimated, withUnit: withUnit };
})();
