// Print: before the browser prints, every shown indicator is set as a block of
// its own, with its charts as drawings; afterwards they are thrown away.
tongket.print = (function () {
  'use strict';

  var sheet = document.getElementById('ban-in');

  function drawing(option, width, height, title) {
    var box = tongket.element('div', 'drawing');
    box.innerHTML = tongket.draw.picture(option, width, height, { title: title, theme: 'light' }); // ECharts' own SVG: it escapes labels
    return box;
  }

  function figure(box, make, width) {
    var holder = tongket.element('div', 'drawing');
    holder.appendChild(make(width, { theme: 'light' }));
    box.querySelector('.canvas').replaceWith(holder);
  }

  function places(part, p) {
    var list = tongket.places.kinds(p), y = tongket.places.year(p);
    part.querySelector('.of-places').textContent = p.x.e || tongket.word('byPlace');
    part.querySelectorAll('.choose').forEach(function (e) { e.remove(); });
    ['bars', 'shift', 'changes', 'panels'].forEach(function (kind) {
      var box = part.querySelector('.' + kind);
      if (!list[kind]) { box.remove(); return; }
      box.querySelector('h3').textContent = list[kind].title;
      box.querySelector('.about').textContent = list[kind].about;
      figure(box, list[kind].make, kind === 'panels' ? 900 : 460);
    });
    tongket.places.keys(part, p);
    tongket.land.draw(part.querySelector('.map'), p, y);
    part.querySelector('.heat .scroll').appendChild(tongket.view.placeTable(p, tongket.places.sorted(p, y - tongket.data.base, 'danh-sach')));
  }

  function block(i) {
    var p = tongket.view.parts(i), view = tongket.view.fill(p);
    view.classList.add('printed');
    view.querySelectorAll('.way, .downloads').forEach(function (e) { e.remove(); });
    view.querySelector('.years .canvas').replaceWith(drawing(p.options[0], 960, 330));
    view.querySelector('.years .scroll').appendChild(tongket.view.yearTable(p));
    if (p.x.st) { figure(view.querySelector('.steps'), tongket.view.steps(p), 460); }
    if (p.x.b) {
      places(view.querySelector('.places'), p);
      if (p.x.st && view.querySelector('.shift')) { view.querySelector('.shift').replaceWith(view.querySelector('.steps')); } // one sheet has room for one of them
    }
    if (!p.x.g) { view.querySelector('.findings').remove(); }
    view.querySelectorAll('[tabindex]').forEach(function (e) { e.removeAttribute('tabindex'); });
    return view;
  }

  function build() {
    var open = tongket.opened(), list = open >= 0 ? [open] : tongket.overview.filtered() ? tongket.overview.shown() : []; // the home page prints as it is: the summary and the cards
    document.body.classList.toggle('print-one', open >= 0);
    sheet.replaceChildren.apply(sheet, list.map(block));
  }

  window.addEventListener('beforeprint', build);
  window.addEventListener('afterprint', function () { sheet.replaceChildren(); });

  return { build: build };
})();
