// What the page itself says, in Chinese and English. Names of classes, actions and statuses come from the ontology.
const WORDS = {
  loading: ["正在读取", "reading"],
  report: ["报告", "Report"], reports: ["{n} 份报告", "{n} reports"],
  views: ["视图", "Views"], graph: ["图谱", "Graph"], table: ["表格", "Table"], indicators: ["指标", "Numbers"],
  commitments: ["承诺清单", "Commitments"], legislation: ["立法", "Legislation"],
  bodies: ["机构", "Bodies"], problems: ["问题与首创", "Problems, firsts"],
  search: ["搜索名称、简称、拼音或首字母", "Search names, short names, pinyin"],
  questions: ["问答", "Answers"], supervision: ["监督", "Supervision"], deputies: ["代表", "Deputies"], cooperation: ["合作与交流", "Cooperation"],
  askOne: ["选一个问题,答案每行都引原文", "Choose a question; every row of its answer quotes the report"], sparql: ["产生这个答案的 SPARQL", "The SPARQL that made this answer"],
  allQuestions: ["全部问题", "All questions"], copy: ["复制", "Copy"], copyTable: ["复制表格", "Copy table"], withWhom: ["与谁、何地", "With whom, where"], doneAndPlanned: ["完成与计划", "Done against planned"],
  topic_reports: ["听取报告", "Reports heard"], topic_inspections: ["执法检查", "Inspections"], topic_inquiries: ["询问评议", "Inquiries"], topic_filing: ["备案审查", "Filing review"],
  topic_surveys: ["调研视察", "Surveys"], topic_other: ["其他", "Other"], topic_suggestions: ["议案建议", "Motions, suggestions"], topic_training: ["培训与活动", "Training, activities"],
  topic_stations: ["家站与联系点", "Stations"], topic_livelihood: ["民生实事", "Livelihood projects"], topic_universities: ["高校", "Universities"], topic_partners: ["合作单位", "Partners"],
  topic_visits: ["出访考察", "Visits"], topic_support: ["帮扶支援", "Support"], topic_places: ["地点", "Places"],
  pathTo: ["到…的路径", "Path to …"], pathPick: ["点选或搜索另一个事物", "Click or search the other thing"], pathSteps: ["相隔 {n} 步", "{n} step apart|{n} steps apart"], noPath: ["没有路径相连", "no path between them"],
  exportMenu: ["导出所示", "Export what is shown"], svg: ["图:SVG", "Picture: SVG"], png: ["图:PNG(两倍)", "Picture: PNG at 2×"], csvThings: ["事物:CSV", "Things: CSV"],
  csvLinks: ["联系:CSV", "Links: CSV"], turtleShown: ["所示事实:Turtle", "Facts shown: Turtle"], turtleSelection: ["所选:Turtle", "Selection: Turtle"],
  searchHint: ["按 / 开始搜索", "press / to search"], none: ["没有找到", "nothing found"],
  noneHere: ["报告中没有这类内容", "the report has nothing of this kind"],
  legend: ["图例与筛选", "Legend and filter"], classes: ["类别", "Classes"], statuses: ["状态", "Status"],
  actions: ["行动与关系", "Actions and relations"], all: ["全部", "All"], noneButton: ["全不选", "None"],
  completed: ["已完成", "completed"], planned: ["计划", "planned"], ongoing: ["进行中", "ongoing"],
  proposed: ["建议", "proposed"], lasting: ["关系", "relation"],
  details: ["详情", "Details"], fulltext: ["原文", "Text"], facts: ["事实", "facts"], things: ["事物", "things"],
  links: ["联系", "links"], names: ["名称", "Names"], otherNames: ["又称", "Also called"], iri: ["标识", "Identifier"],
  kind: ["类别", "Class"], name: ["名称", "Name"], count: ["联系数", "Links"], quote: ["原文", "Quoted words"],
  section: ["章节", "Section"], subject: ["主体", "Agent"], action: ["行动", "Action"], object: ["对象", "Object"],
  partner: ["合作方", "with"], place: ["地点", "at"], status: ["状态", "Status"], year: ["年份", "Year"],
  topic: ["关于", "About"], measure: ["指标", "Measure"], value: ["数值", "Value"], unit: ["单位", "Unit"],
  standard: ["标准指标", "Standard indicator"], verb: ["动词", "Verb"], precision: ["精确度", "Precision"],
  exact: ["精确", "exact"], more: ["多于", "more than"], less: ["少于", "less than"], about: ["约", "about"],
  atLeast: ["不少于", "at least"], what: ["事项", "What"], focus: ["看邻域", "Focus"],
  degree: ["{n} 度", "{n} step|{n} steps"], back: ["返回全图 (Esc)", "Back to all (Esc)"],
  shown: ["显示 {n} / {all} 个事物,{e} / {alle} 条联系", "showing {n} of {all} things, {e} of {alle} links"],
  islands: ["总览:{n} 个群组,点击打开", "overview: {n} groups, click to open"], rowsMore: ["显示前 {n} 行,共 {all} 行,再显示一些", "showing the first {n} of {all} rows, show more"],
  rows: ["{n} / {all} 行", "{n} of {all} rows"],
  zoomIn: ["放大", "Zoom in"], zoomOut: ["缩小", "Zoom out"], fit: ["适应窗口", "Fit"],
  physics: ["松动布局", "Loosen layout"], reset: ["复位", "Reset layout"], picture: ["存为图片", "Save picture"],
  csv: ["导出 CSV", "Save CSV"], theme: ["深色/浅色", "Dark or light"], lang: ["English", "中文"],
  help: ["用法", "Help"], close: ["关闭", "Close"], canvas: [
    "知识图谱。方向键在相邻事物间移动,回车看邻域,Esc 返回,加减号缩放,0 适应窗口;表格视图给出同样内容",
    "Knowledge graph. Arrow keys move between things, Enter focuses, Escape goes back, plus and minus zoom, 0 fits; the table view holds the same"],
  startTitle: ["这份报告", "This report"],
  start: ["点击图中任何一个点或一条线,这里给出事实和原文;点击引文,下方原文跳到那一句。双击看它的邻域。",
    "Click any node or line to read its facts and the words behind them; click a quote to find it in the text below. Double-click to see a neighbourhood."],
  asAgent: ["所做", "What it did"], asObject: ["所涉", "What concerns it"], relations: ["关系", "Relations"],
  selfLoop: ["自身", "itself"], noText: ["图中没有报告全文", "the graph does not carry the report's text"],
  noFacts: ["没有关于它的事实,只在原文中提到", "no fact about it; the text only mentions it"],
  parallel: ["两者之间共有 {n} 条联系", "{n} links between the two"],
  date: ["日期", "Date"], issuer: ["报告机关", "Issuer"], speaker: ["报告人", "Speaker"], session: ["会议", "Session"],
  speakerPost: ["职务", "Post"], yearReported: ["报告年度", "Year reported"], yearPlanned: ["计划年度", "Year planned"],
  thingsTable: ["事物", "Things"], linksTable: ["联系", "Links"], kindLabel: ["性质", "Kind"],
  Problem: ["自认不足", "Admitted problem"], FirstClaim: ["首创、率先", "Claim to be first"],
  Observation: ["数字", "Number"], scope: ["范围", "Scope"], others: ["其他", "Others"], inherited: ["(主体由上下文推定)", "(agent from context)"],
  doneOrPlanned: ["已完成 {n} 项,计划 {m} 项", "{n} completed, {m} planned"], select: ["选中", "select"],
  copied: ["已复制", "copied"], quoteTitle: ["在原文中显示", "show in the text"], more_: ["另有 {n} 条", "{n} more"],
  helpText: [[
    "/ 搜索 · Esc 清除或返回 · Tab 依次移动", "单击:选中,看事实与原文;双击:只看它的邻域", "拖动空白处平移,滚轮缩放,节点可拖开",
    "在图上用方向键移动、回车看邻域、+ − 0 缩放", "左侧图例:点一类即隐藏或显示", "实线:已完成;虚线:计划;细线:长期关系",
    "网址中的 # 部分记住视图与所选,可以收藏、转发"], [
    "/ search · Esc clear or go back · Tab moves on", "Click: facts and quotes; double-click: its neighbourhood only",
    "Drag the ground to pan, wheel to zoom, nodes can be moved", "On the graph: arrow keys move, Enter focuses, + − 0 zoom",
    "Legend: click a class to hide or show it", "Solid: completed; dashed: planned; thin: lasting relations",
    "The # part of the address keeps view and selection"]],
};

function word(key, values = {}) {
  const pair = WORDS[key];
  if (!pair) return key;
  let said = pair[state.lang === "en" ? 1 : 0];
  if (typeof said === "string" && said.includes("|")) said = said.split("|")[values.n === 1 ? 0 : 1];
  return typeof said === "string" ? said.replace(/\{(\w+)\}/g, (_, name) => values[name]) : said;
}

// A term of the ontology by its local name or notation; the name itself where the ontology has none.
function term(name) {
  const found = REPORT.terms[name];
  if (found) return found[state.lang] || found.zh || name;
  return name in WORDS && typeof WORDS[name][0] === "string" ? word(name) : name;
}
