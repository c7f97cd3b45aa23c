// The map of an indicator, where the job gives the borders of its places:
// coloured by the figures of the year that the bars rank.
tongket.land = (function () {
  'use strict';

  var data = tongket.data, namespace = 'http://www.w3.org/2000/svg';

  // counts tells whether a figure may set a scale.
  function counts(cell) { return cell.value !== null && !(cell.flags & tongket.flag.held); }

  // areas gives each shape with its place's line, cell and share of the range.
  function areas(p) {
    var at = p.x.b - data.base, values = [];
    var list = data.land.s.map(function (s) {
      var line = p.lines.filter(function (l) { return l.place === s.p; })[0];
      var cell = line && line.cells[at];
      if (cell && counts(cell)) { values.push(cell.value); }
      return { path: s.d, shape: s, line: line, cell: cell };
    });
    var low = Math.min.apply(null, values), high = Math.max.apply(null, values);
    list.forEach(function (a) {
      if (a.cell && counts(a.cell)) { a.share = high > low ? (a.cell.value - low) / (high - low) : 0; }
    });
    return { list: list, low: low, high: high, any: values.length > 0 };
  }

  function node(name, attributes) {
    var e = document.createElementNS(namespace, name);
    Object.keys(attributes).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    return e;
  }

  function viewBox() { return '-4 -4 ' + (data.land.w + 8) + ' ' + (data.land.h + 8); }

  // draw fills the figure, or takes it away where there is nothing to draw.
  function draw(figure, p) {
    var all = data.land && areas(p);
    if (!all || !all.any) {
      figure.remove();
      return;
    }
    var svg = node('svg', { viewBox: viewBox(), role: 'group', 'aria-label': tongket.word('map', { name: p.x.n }) });
    all.list.forEach(function (a) { svg.appendChild(area(a, p)); });
    if (data.land.t) {
      svg.setAttribute('class', 'tiles-map');
      all.list.forEach(function (a) { words(svg, a, p, 'currentColor'); });
    }
    figure.querySelector('.land').appendChild(svg);
    figure.querySelector('.low').textContent = tongket.view.withUnit(tongketChart.number(all.low, p.x.d), p.x.u);
    figure.querySelector('.high').textContent = tongket.view.withUnit(tongketChart.number(all.high, p.x.d), p.x.u);
    walkable(svg);
  }

  // words writes a tile's name and figure on it.
  function words(svg, a, p, colour) {
    [[a.shape.n, -8, 17], [a.cell && a.cell.value !== null ? tongket.text(a.cell, p.x.d) : '…', 24, 24]].forEach(function (w) {
      var t = node('text', { x: a.shape.x, y: a.shape.y + w[1], 'font-size': w[2], 'text-anchor': 'middle', fill: colour, 'aria-hidden': 'true', 'pointer-events': 'none', 'font-family': 'sans-serif' });
      if (w[2] === 24) { t.setAttribute('font-weight', '600'); }
      if (String(w[0]).length > 11) { t.setAttribute('textLength', 108); t.setAttribute('lengthAdjust', 'spacingAndGlyphs'); }
      t.textContent = w[0];
      svg.appendChild(t);
    });
  }

  function area(a, p) {
    var path = node('path', { d: a.path, 'class': 'area' });
    if (!a.cell) { return path; }
    var text = tongket.view.estimated(a.cell, tongket.view.withUnit(tongket.text(a.cell, p.x.d), p.x.u));
    path.tongketCell = { heading: a.line.head + ', ' + p.x.b, label: '', text: text, cell: a.cell };
    path.setAttribute('tabindex', '-1');
    path.setAttribute('role', 'img');
    path.setAttribute('aria-label', a.line.head + ': ' + text);
    if (a.line.head === tongket.overview.marked()) { path.classList.add('chosen'); }
    if (a.share !== undefined) {
      path.dataset.t = 'true';
      path.style.setProperty('--t', (100 * a.share).toFixed(0) + '%');
    }
    return path;
  }

  // walkable lets the arrow keys go from place to place in the order of the
  // file.
  function walkable(svg) {
    var stops = Array.prototype.slice.call(svg.querySelectorAll('[tabindex]'));
    stops[0].setAttribute('tabindex', '0');
    svg.addEventListener('keydown', function (event) {
      var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      var next = step && stops[stops.indexOf(event.target) + step];
      if (!next) { return; }
      event.preventDefault();
      event.target.setAttribute('tabindex', '-1');
      next.setAttribute('tabindex', '0');
      next.focus();
    });
  }

  // mix gives the colour at a share of the way between two.
  function mix(from, to, share) {
    return '#' + [1, 3, 5].map(function (i) {
      var a = parseInt(from.substr(i, 2), 16), b = parseInt(to.substr(i, 2), 16);
      return ('0' + Math.round(a + (b - a) * share).toString(16)).slice(-2);
    }).join('');
  }

  // picture is the map as an SVG that stands alone.
  function picture(p, note) {
    var theme = tongketChart.themes.light, w = data.land.w, h = data.land.h + 90;
    var svg = node('svg', { xmlns: namespace, width: w, height: h, viewBox: '-4 -60 ' + (w + 8) + ' ' + (h + 8) });
    svg.appendChild(node('rect', { x: -4, y: -60, width: w + 8, height: h + 8, fill: theme.paper }));
    var title = node('text', { x: 0, y: -24, 'font-family': 'sans-serif', 'font-size': 24, fill: theme.text });
    title.textContent = tongket.word('places', { name: p.x.n, year: p.x.b });
    svg.appendChild(title);
    var below = node('text', { x: 0, y: data.land.h + 22, 'font-family': 'sans-serif', 'font-size': 15, fill: theme.muted });
    below.textContent = note;
    svg.appendChild(below);
    areas(p).list.forEach(function (a) {
      svg.appendChild(node('path', { d: a.path, stroke: theme.axis, 'stroke-width': 1.5, fill: a.share === undefined ? theme.held : mix(theme.heat0, theme.heat1, a.share) }));
      if (data.land.t) { words(svg, a, p, theme.text); }
    });
    return new XMLSerializer().serializeToString(svg);
  }

  function save(kind, p, rows, note) {
    var name = p.x.c + '-' + p.x.b + '-ban-do';
    if (kind === 'png') { tongket.draw.savePicture(name, picture(p, note)); } else { tongket.draw.saveText(kind, name, kind === 'csv' ? tongket.table.csv(rows) : picture(p, note)); }
  }

  return { draw: draw, save: save };
})();
