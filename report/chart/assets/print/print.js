// ECharts for paper: what the options of package chart and the renderers of
// runtime.js draw with, and nothing that answers a pointer or moves.
import { init, registerLocale, setPlatformAPI, use } from 'echarts/core';
import { BarChart, CustomChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridSimpleComponent, LegendPlainComponent } from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { extendShape, registerShape } from 'echarts/lib/util/graphic.js';
import { DISPLAY_STATES, SPECIAL_STATES } from 'echarts/lib/util/states.js';

use([
  BarChart, CustomChart, HeatmapChart, LineChart,
  GridSimpleComponent, LegendPlainComponent,
  LabelLayout, SVGRenderer
]);

// Each label and shape keeps a style of each state that a pointer can bring it
// to; on paper all is in the normal one.
SPECIAL_STATES.length = 0;
DISPLAY_STATES.length = 1;

// Names of months, texts of buttons and descriptions, of which none is drawn,
// are copied for each chart.
registerLocale('EN', {});

export var graphic = { extendShape, registerShape };
export { init, setPlatformAPI };
