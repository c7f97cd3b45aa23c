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

  function block(i) {
    var p = tongket.view.parts(i), view = tongket.view.fill(p);
    view.classList.add('printed');
    view.querySelectorAll('.way, .downloads').forEach(function (e) { e.remove(); });
    view.querySelector('.years .canvas').replaceWith(drawing(p.options[0], 960, 330));
    view.querySelector('.years .scroll').appendChild(tongket.view.yearTable(p));
    if (p.x.b) {
      view.querySelector('.bars .canvas').replaceWith(drawing(p.options[1], 460, tongket.view.barsHeight(p)));
      view.querySelector('.heat .scroll').appendChild(tongket.view.placeTable(p));
      tongket.land.draw(view.querySelector('.map'), p);
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
