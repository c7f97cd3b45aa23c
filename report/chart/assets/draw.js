// What draws an option as SVG, loaded after ECharts and the runtime. No timer
// need fire, as nothing is animated; rules for a pointer are left out. The
// function measureText(text, font) is given.
function setTimeout(f) { return 0; }
function clearTimeout() {}

echarts.setPlatformAPI({ measureText: function (text, font) { return { width: measureText(text, font) }; } });

function tongketDraw(option, width, height) {
  var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height, locale: 'EN' });
  try {
    chart.setOption(tongketChart.resolve(JSON.parse(option), { theme: 'print', width: width, height: height, measure: measureText }));
    return chart.getZr().painter.renderToString({ useViewBox: true, cssEmphasis: false, cssAnimation: false });
  } finally {
    chart.dispose();
  }
}
