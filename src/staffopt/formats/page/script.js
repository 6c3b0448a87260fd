(function () {
  "use strict";
  var body = document.body;
  var days = Array.prototype.slice.call(document.querySelectorAll(".day"));
  var tabs = Array.prototype.slice.call(document.querySelectorAll(".tabs a"));
  var find = document.querySelector(".find input");
  if (!days.length) return;
  body.classList.add("js");

  function pick() {
    var key = location.hash.slice(1);
    var all = key === "days";
    var chosen = days.some(function (day) { return day.id === key; }) ? key : days[0].id;
    days.forEach(function (day) { day.classList.toggle("off", !all && day.id !== chosen); });
    var week;
    tabs.forEach(function (tab) {
      if (tab.hash.slice(1) === chosen) week = tab.dataset.w;
    });
    tabs.forEach(function (tab) {
      var here = tab.hash.slice(1) === (all ? "days" : chosen);
      if (tab.className === "wk") here = !all && tab.dataset.w === week;
      else tab.hidden = !!tab.dataset.w && tab.dataset.w !== week;
      if (here) tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
    });
  }
  tabs.forEach(function (tab) {
    tab.addEventListener("click", function (event) {
      event.preventDefault();
      history.replaceState(null, "", tab.hash);
      pick();
    });
  });
  document.querySelector(".tabs").addEventListener("keydown", function (event) {
    var step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    var shown = tabs.filter(function (tab) { return !tab.hidden; });
    var at = shown.indexOf(document.activeElement);
    if (!step || at < 0) return;
    var next = shown[(at + step + shown.length) % shown.length];
    next.focus();
    next.click();
  });
  window.addEventListener("hashchange", function () {
    pick();
    var target = document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  });
  find.addEventListener("input", function () {
    var words = find.value.toLowerCase().trim();
    document.querySelectorAll("[data-n]").forEach(function (row) {
      row.hidden = row.dataset.n.indexOf(words) < 0;
    });
  });
  pick();
})();
