// Charts: drawn when they are needed, drawn again when the width or the theme
// changes, read by pointer and by arrow keys, saved as files.
tongket.draw = (function () {
  'use strict';

  var drawn = []; // of the open view

  function theme() { return document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'; }

  // chart draws an option into an element. spec: option, tip(index) → element,
  // count (stops of the arrow keys), vertical (they go up and down), scale
  // (of the type), height.
  function chart(element, spec) {
    var me = { element: element, spec: spec, width: 0, at: -1 };
    if (spec.height) { element.style.height = spec.height + 'px'; }
    me.engine = echarts.init(element, null, { renderer: 'svg', locale: 'VI' });
    paint(me);
    if (spec.tip) { readable(me); }
    me.watch = new ResizeObserver(function () { if (element.clientWidth !== me.width && element.clientWidth > 0) { paint(me); } });
    me.watch.observe(element);
    drawn.push(me);
    return me;
  }

  // custom draws what make(width, settings) gives, laid out anew for each width.
  function custom(element, make, label, scale) {
    var me = { element: element, make: make, label: label, scale: scale, width: 0 };
    paint(me);
    me.watch = new ResizeObserver(function () { if (element.clientWidth !== me.width && element.clientWidth > 0) { paint(me); } });
    me.watch.observe(element);
    drawn.push(me);
    return me;
  }

  function paint(me) {
    me.width = me.element.clientWidth;
    if (me.make && me.width < 1) { return; } // it isn't shown
    if (me.make) {
      var svg = me.make(me.width, { theme: theme(), scale: me.scale });
      svg.setAttribute('aria-label', me.label);
      tongket.figure.walkable(svg);
      me.element.replaceChildren(svg);
      me.element.dataset.drawn = 'true';
      return;
    }
    me.engine.resize({ width: me.width, height: me.element.clientHeight });
    me.engine.setOption(tongketChart.resolve(me.spec.option, {
      theme: theme(), width: me.width, scale: me.spec.scale, mark: me.spec.mark,
      tip: me.spec.tip && function (params) { return pointedAt(me, params); }
    }), true);
    me.element.dataset.drawn = 'true';
  }

  // pointedAt is the note on the year or bar under the pointer.
  function pointedAt(me, params) {
    var axis = me.spec.vertical ? me.spec.option.yAxis : me.spec.option.xAxis;
    var at = axis.data.indexOf(params[0].axisValue);
    return at < 0 ? '' : me.spec.tip(at);
  }

  // readable lets the arrow keys move from year to year, or bar to bar.
  function readable(me) {
    me.element.addEventListener('keydown', function (event) {
      var on = me.spec.vertical ? 'ArrowDown' : 'ArrowRight', back = me.spec.vertical ? 'ArrowUp' : 'ArrowLeft';
      var to = event.key === on ? me.at + 1 : event.key === back ? me.at - 1 : event.key === 'Home' ? 0 : event.key === 'End' ? me.spec.count - 1 : null;
      if (to === null) { return; }
      event.preventDefault();
      me.at = Math.min(Math.max(to, 0), me.spec.count - 1);
      point(me);
    });
    me.element.addEventListener('blur', function () { tongket.source.hide(); });
  }

  function point(me) {
    var axis = me.spec.vertical ? { yAxisIndex: 0 } : { xAxisIndex: 0 };
    var along = me.engine.convertToPixel(axis, me.at), box = me.element.getBoundingClientRect();
    var content = me.spec.tip(me.at);
    var x = me.spec.vertical ? box.left + box.width / 2 : box.left + along;
    var y = me.spec.vertical ? box.top + along : box.top + box.height / 2;
    tongket.source.showAt(me.element, x, y, content);
    document.getElementById('doc-len').textContent = content.textContent;
  }

  function clear() {
    drawn.forEach(drop);
    drawn = [];
  }

  function drop(me) {
    me.watch.disconnect();
    if (me.engine) { me.engine.dispose(); }
  }

  // forget ends the drawings within an element, which is about to be filled anew.
  function forget(element) {
    drawn = drawn.filter(function (me) {
      if (!element.contains(me.element)) { return true; }
      drop(me);
      return false;
    });
  }

  function again() { drawn.forEach(paint); }

  // picture gives the SVG text of an option, as it is printed and saved.
  function picture(option, width, height, settings) {
    var engine = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height, locale: 'VI' });
    engine.setOption(tongketChart.resolve(option, Object.assign({ theme: 'print', width: width }, settings)));
    var svg = engine.renderToSVGString();
    engine.dispose();
    return svg;
  }

  // canvasURL is a picture of a chart with its title and, below, its unit, source and date.
  function canvasURL(option, width, height, note) {
    var holder = tongket.element('div');
    var engine = echarts.init(holder, null, { renderer: 'canvas', width: width, height: height, devicePixelRatio: 2, locale: 'VI' });
    engine.setOption(tongketChart.resolve(option, { theme: 'light', width: width, title: true, note: note }));
    var url = engine.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#ffffff' });
    engine.dispose();
    return url;
  }

  function download(name, url) {
    var a = tongket.element('a');
    a.href = url;
    a.download = name;
    document.body.appendChild(a);
    a.click();
    a.remove();
  }

  function downloadText(name, type, text) {
    var url = URL.createObjectURL(new Blob([text], { type: type }));
    download(name, url);
    setTimeout(function () { URL.revokeObjectURL(url); }, 10000);
  }

  function plainName(name) { return name.replace(/[^\p{L}\p{N}._-]+/gu, '-'); }

  // saveText writes a text to a file of the reader; kind is 'csv' or 'svg'.
  function saveText(kind, name, text) {
    downloadText(plainName(name) + '.' + kind, kind === 'csv' ? 'text/csv;charset=utf-8' : 'image/svg+xml', text);
  }

  // savePicture writes an SVG to a file as PNG, at twice its size.
  function savePicture(name, svg) {
    var image = new Image();
    image.onload = function () {
      var canvas = document.createElement('canvas');
      canvas.width = 2 * image.width;
      canvas.height = 2 * image.height;
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      download(plainName(name) + '.png', canvas.toDataURL('image/png'));
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
  }

  // saveFigure writes a drawing of figure.js (or its rows) to a file of the reader.
  function saveFigure(kind, name, make, width, title, rows, note) {
    if (kind === 'csv') { saveText(kind, name, tongket.table.csv(rows)); return; }
    var svg = tongket.figure.alone(make, width, title, note);
    if (kind === 'png') { savePicture(name, svg); } else { saveText(kind, name, svg); }
  }

  // save writes a chart (or its rows) to a file of the reader.
  function save(kind, name, option, width, height, rows, note) {
    if (kind === 'csv') { saveText(kind, name, tongket.table.csv(rows)); }
    if (kind === 'svg') { saveText(kind, name, picture(option, width, height, { title: true, theme: 'light', note: note })); }
    if (kind === 'png') { download(plainName(name) + '.png', canvasURL(option, width, height, note)); }
  }

  return { chart: chart, custom: custom, forget: forget, saveFigure: saveFigure, clear: clear, again: again, picture: picture, save: save, saveText: saveText, savePicture: savePicture };
})();
