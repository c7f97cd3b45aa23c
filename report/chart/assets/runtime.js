// The runtime of tongket's charts: what an option names, here it is. The page
// and the SVG renderer load this file after ECharts; it is ES5 and needs no
// document. An option holds names such as "tk:number:2" or "tk:column"; they
// are looked up only under the keys in takesName, so that a label never turns
// into anything else.
var tongketChart = (function () {
  'use strict';

  // ECharts keeps the widths of texts in an object under the texts. That of the
  // text "__proto__" would be what all objects have in common, and whatever is
  // set there would be an attribute of every element.
  delete Object.prototype.__proto__;

  // No quotes around the names: ECharts writes them into a style attribute of
  // its SVG as they are.
  var sans = 'Segoe UI, Helvetica Neue, Arial, Liberation Sans, sans-serif';

  // Blue for what happened, orange-brown for what the resolution wants, green
  // for the way ahead; all at least 3:1 on their paper, texts 4.5:1.
  var themes = {
    light: {
      font: sans, paper: '#ffffff', text: '#1c2733', muted: '#4d5b69', axis: '#8a97a3', grid: '#e4e8ec',
      column: '#2b6199', held: '#eceff1', heldline: '#7a8691', goal: '#b3400f', path: '#1c7a52', scenario: '#6d7f8f',
      band: '#d3e9de', next: '#f5f7f8', heat0: '#f4f8fc', heat1: '#8fbce4'
    },
    dark: {
      font: sans, paper: '#182029', text: '#e8edf2', muted: '#b3bfca', axis: '#71808e', grid: '#2d3843',
      column: '#6ba6de', held: '#2a333c', heldline: '#8f9ba6', goal: '#f0905a', path: '#5cc596', scenario: '#94a3b1',
      band: '#23463a', next: '#1e2833', heat0: '#1d2833', heat1: '#2b6199'
    },
    print: {
      font: 'Liberation Serif, Times New Roman, serif', paper: '#ffffff', text: '#000000', muted: '#333333', axis: '#666666', grid: '#dddddd',
      column: '#2b6199', held: '#eceff1', heldline: '#7a8691', goal: '#b3400f', path: '#1c7a52', scenario: '#5d6d7c',
      band: '#d3e9de', next: '#f5f7f8', heat0: '#f4f8fc', heat1: '#8fbce4'
    }
  };

  var takesName = { color: 1, borderColor: 1, backgroundColor: 1, fontFamily: 1, formatter: 1, renderItem: 1 };

  // number writes a value the Vietnamese way: 1.234,50. Halves go away from
  // zero, with the guard of 1e-9 for binary fractions that analysis uses too.
  function number(value, decimals) {
    if (value === null || value === undefined || value !== value) { return ''; }
    var scale = Math.pow(10, decimals);
    var units = Math.floor(Math.abs(value) * scale * (1 + 1e-12) + 0.5 + 1e-9);
    var digits = String(units);
    if (digits.indexOf('e') >= 0) { return String(value).replace('.', ','); }
    while (digits.length <= decimals) { digits = '0' + digits; }
    var whole = digits.slice(0, digits.length - decimals);
    var fraction = decimals > 0 ? ',' + digits.slice(digits.length - decimals) : '';
    whole = whole.replace(/\B(?=(\d{3})+$)/g, '.');
    return (value < 0 && units > 0 ? '-' : '') + whole + fraction;
  }

  // tick writes a mark of an axis: no zeros at the end of the fraction.
  function tick(value, decimals) {
    var s = number(value, Math.max(decimals, 2));
    return s.indexOf(',') < 0 ? s : s.replace(/,?0+$/, '');
  }

  function dataValue(params) {
    var v = params.value;
    return Array.isArray(v) ? v[v.length - 1] : v;
  }

  var formatters = {
    number: function (decimals) {
      return function (params) { return number(dataValue(params), decimals); };
    },
    cell: function (decimals) {
      return function (params) { return number(dataValue(params), decimals); };
    },
    axis: function (decimals) {
      return function (value) { return tick(value, decimals); };
    }
  };

  // Renderers of custom series.
  function rectangle(x, y, width, height, colour) {
    return { type: 'rect', silent: true, shape: { x: x, y: y, width: width, height: height }, style: { fill: colour } };
  }

  function stroke(x1, y1, x2, y2, colour, width) {
    return { type: 'line', silent: true, shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: colour, lineWidth: width } };
  }

  var renderers = {
    goal: function (params, api) {
      var half = api.size([1, 0])[0] / 2;
      var from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(2), api.value(1)]);
      var line = stroke(from[0] - half, from[1], to[0] + half, to[1], api.visual('color'), 2);
      line.z2 = 2; // over the columns, under their figures
      var side = api.value(3);
      if (!side) { return line; }
      var strokes = []; // of a bound, towards what is allowed
      for (var year = api.value(0); year <= api.value(2); year++) {
        var x = api.coord([year, api.value(1)])[0] - half;
        strokes.push(stroke(x + 1, from[1], x + 1, from[1] + 6 * side, api.visual('color'), 2));
      }
      strokes.push(stroke(to[0] + half - 1, to[1], to[0] + half - 1, to[1] + 6 * side, api.visual('color'), 2));
      strokes.forEach(function (s) { s.z2 = 2; });
      return { type: 'group', silent: true, children: [line].concat(strokes) };
    },
    across: function (params, api) {
      var half = api.size([0, 1])[1] / 2;
      var from = api.coord([api.value(0), api.value(1)]), to = api.coord([api.value(0), api.value(2)]);
      return stroke(from[0], from[1] - half, to[0], to[1] + half, api.visual('color'), 1.5);
    },
    years: function (params, api) {
      var half = api.size([1, 0])[0] / 2, area = params.coordSys;
      var from = api.coord([api.value(0), 0])[0] - half, to = api.coord([api.value(1), 0])[0] + half;
      return rectangle(from, area.y, to - from, area.height, api.visual('color'));
    },
    // band is called once a year; the first call draws the whole area.
    band: function (params, api) {
      if (params.context.drawn) { return null; }
      params.context.drawn = true;
      var upper = [], lower = [];
      for (var i = 0; i < params.dataInsideLength; i++) {
        var year = api.value(0, i);
        upper.push(api.coord([year, api.value(2, i)]));
        lower.unshift(api.coord([year, api.value(1, i)]));
      }
      return { type: 'polygon', silent: true, shape: { points: upper.concat(lower) }, style: { fill: api.visual('color') } };
    }
  };

  // lookUp turns one name into what it stands for; undefined if nothing.
  function lookUp(key, text, theme, settings) {
    var parts = text.split(':');
    if (key === 'formatter') {
      if (parts[1] === 'tip') { return settings.tip; }
      return formatters[parts[1]] && formatters[parts[1]](Number(parts[2]));
    }
    if (key === 'renderItem') { return renderers[parts[1]]; }
    return theme[parts[1]];
  }

  function walk(node, key, theme, settings) {
    if (typeof node === 'string') {
      return takesName[key] === 1 && node.slice(0, 3) === 'tk:' ? lookUp(key, node, theme, settings) : node;
    }
    if (Array.isArray(node)) {
      return node.map(function (child) { return walk(child, key === 'data' ? '' : key, theme, settings); });
    }
    if (node === null || typeof node !== 'object') { return node; }
    var copy = {};
    Object.keys(node).forEach(function (k) {
      copy[k] = k === 'fontSize' ? Math.round(node[k] * (settings.scale || 1)) : walk(node[k], k, theme, settings);
    });
    return copy;
  }

  // highlight gives the bar of one category the colour of the goal.
  function highlight(option, name, theme) {
    var at = option.yAxis && option.yAxis.data ? option.yAxis.data.indexOf(name) : -1;
    if (at < 0 || !option.series.length) { return; }
    var data = option.series[0].data, item = data[at];
    if (item === null) { return; }
    data[at] = { value: typeof item === 'object' ? item.value : item,
      itemStyle: { color: theme.path, borderColor: theme.path }, label: { fontWeight: 'bold' } };
  }

  // legendRows estimates the rows that a legend takes, on the wide side.
  function legendRows(legend, width) {
    var rows = 1, x = 0;
    legend.data.forEach(function (item) {
      var w = legend.itemWidth + 5 + item.name.length * legend.textStyle.fontSize * 0.56 + 14;
      if (x > 0 && x + w > width) { rows++; x = 0; }
      x += w;
    });
    return rows;
  }

  // settle gives title, legend and grid their places from the top down, so
  // that none lies over another at any width.
  function settle(option, settings, theme) {
    var scale = settings.scale || 1;
    var top = 4, width = (settings.width || 640) - 16;
    if (settings.title) {
      option.title = { text: option.title.text, left: 0, top: 0,
        textStyle: { color: theme.text, fontSize: 15, fontWeight: 'bold', fontFamily: theme.font, width: width, overflow: 'break' } };
      top += 20 * Math.ceil(option.title.text.length * 8.6 / width) + 8;
      if (settings.note) {
        option.title.subtext = settings.note;
        option.title.subtextStyle = { color: theme.muted, fontSize: 12, fontFamily: theme.font, width: width, overflow: 'break' };
        top += 17 * Math.ceil(settings.note.length * 6.6 / width) + 4;
      }
    } else {
      delete option.title;
    }
    if (option.legend) {
      if (width < 420) { option.legend.textStyle.fontSize = 11; }
      option.legend.top = top;
      option.legend.width = width;
      option.legend.itemGap = 12;
      option.legend.itemWidth *= scale;
      option.legend.itemHeight *= scale;
      top += legendRows(option.legend, width) * (12 + 13 * scale) + 2;
    }
    var named = option.yAxis && option.yAxis.name;
    if (named) {
      option.yAxis.nameTextStyle = { color: theme.muted, fontSize: Math.round(12 * scale), align: 'left', padding: [0, 0, 0, -4] };
      option.yAxis.nameGap = 12;
      top += 18 * scale;
    }
    if (Number(option.grid.top) > 4) { option.grid.top = top + 8; }
    ['left', 'right', 'bottom'].forEach(function (side) { option.grid[side] = Number(option.grid[side]); });
    if (option.grid.right > 20) { option.grid.right *= scale; }
  }

  function channels(colour) {
    return [1, 3, 5].map(function (at) { return parseInt(colour.slice(at, at + 2), 16); });
  }

  // shade colours the cells of a heat map as its visualMap, of two colours, does,
  // which computes hundreds of colours for a scale that isn't drawn.
  function shade(option) {
    if (!option.visualMap) { return; }
    var map = option.visualMap[0], low = channels(map.inRange.color[0]), high = channels(map.inRange.color[1]);
    delete option.visualMap;
    option.series[0].itemStyle.color = function (params) {
      var share = Math.min(1, Math.max(0, (dataValue(params) - map.min) / (map.max - map.min)));
      return 'rgba(' + low.map(function (c, i) { return Math.round(c + (high[i] - c) * share); }).join(',') + ',1)';
    };
  }

  // loosen spares ECharts the search for names and figures that overlap where
  // there is room for all of them.
  function loosen(option, settings) {
    var x = option.xAxis, y = option.yAxis, rows = y.data || [];
    function longest(texts, size) {
      return texts.reduce(function (most, text) { return Math.max(most, settings.measure(text, size + 'px')); }, 0);
    }
    function show(axis) {
      axis.axisLabel.interval = 0;
      axis.axisLabel.hideOverlap = false;
    }
    if ((settings.height - option.grid.top - option.grid.bottom - 24) / rows.length < 15) { return; }
    if (rows.length) { show(y); }
    var layers = (option.series || []).filter(function (series) { return series.labelLayout && series.label; }), figures = layers[0];
    if (layers.length !== 1 || !x.data) { return; }
    var widest = longest(figures.data.map(function (item) {
      return figures.label.formatter({ value: item && item.value !== undefined ? item.value : item });
    }), figures.label.fontSize);
    var beside = rows.length ? longest(rows, y.axisLabel.fontSize) : 1.2 * widest + 24;
    var column = (settings.width - option.grid.left - option.grid.right - beside - 24) / x.data.length;
    if (1.4 * longest(x.data, x.axisLabel.fontSize) < column) { show(x); }
    if (1.1 * widest < column) { delete figures.labelLayout; }
  }

  // apart keeps labels of columns and bars from each other: a browser may draw a
  // text some pixels wider than it measured it. On a phone figures are smaller, and where
  // they would lie on the columns beside their own only the last one is written: the
  // table below has all.
  function apart(option, width) {
    var years = option.xAxis && option.xAxis.data, beside = 140, close = 24, small = 9, digit = 0.5;
    var band = years && width ? (width - beside) / years.length : close;
    (option.series || []).forEach(function (s) {
      if (!s.label || !s.labelLayout || s.type !== 'bar') { return; }
      s.label.minMargin = 6;
      if (band >= close) { return; }
      s.label.fontSize = small;
      var last = -1, longest = 0;
      s.data.forEach(function (item, k) {
        if (item === null || item === undefined || item === '-') { return; }
        last = k;
        longest = Math.max(longest, s.label.formatter({ value: item.value === undefined ? item : item.value }).length);
      });
      s.data = s.data.map(function (item, k) {
        if (item && item.label) { item.label.fontSize = small; }
        if (k >= last || longest * digit * small < 1.6 * band || item === null || item === undefined) { return item; }
        return Object.assign({}, item.value === undefined ? { value: item } : item, { label: { show: false } });
      });
    });
  }

  // resolve returns a copy of the option that echarts.setOption can take.
  // Settings: theme ('light', 'dark', 'print'), width in pixels, title (true
  // draws it, for a picture that stands alone), note (a line below it), scale (of the type, 1), mark (a
  // category of bars to bring out), tip (a function that ECharts
  // calls with what is pointed at and that returns an element; none: no tip),
  // measure (a function that tells how wide a text is in a CSS font, with the
  // height in pixels: ECharts need not search for what overlaps where nothing does).
  function resolve(option, settings) {
    settings = settings || {};
    var theme = themes[settings.theme] || themes.light;
    var copy = walk(option, '', theme, settings);
    if (settings.tip) {
      copy.tooltip.confine = true;
      copy.tooltip.backgroundColor = theme.paper;
      copy.tooltip.borderColor = theme.axis;
      copy.tooltip.textStyle = { color: theme.text, fontSize: 13, fontFamily: theme.font };
      copy.tooltip.transitionDuration = 0;
    } else {
      delete copy.tooltip;
    }
    if (settings.mark) { highlight(copy, settings.mark, theme); }
    settle(copy, settings, theme);
    if (settings.theme === 'print') { shade(copy); }
    if (settings.measure) { loosen(copy, settings); } else if (settings.theme !== 'print') { apart(copy, settings.width); }
    return copy;
  }

  return { resolve: resolve, number: number, themes: themes };
})();
