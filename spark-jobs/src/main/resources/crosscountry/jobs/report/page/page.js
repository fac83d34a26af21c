"use strict";
// Whoever points at a learning curve is told of the nearest wave, in all three pictures of the graph.
(() => {
  const bubble = document.getElementById("pointed");
  const text = (number) => Number(number).toLocaleString("en-US");
  for (const article of document.querySelectorAll("article[data-waves]")) {
    const waves = article.dataset.waves.split(";").map((wave) => wave.split(",").map(Number));
    const panels = [...article.querySelectorAll("svg.panel")];
    const geometry = panels.map((panel) => Object.fromEntries(
      Object.entries(panel.dataset).map(([name, number]) => [name, Number(number)])));
    const places = panels.map((panel, column) => {
      const { left, right } = geometry[column];
      // Moves and evaluations are as they are; the last picture may count minutes or hours.
      const most = waves[waves.length - 1][column + 1];
      return waves.map((wave) => left + (most > 0 ? wave[column + 1] / Math.max(1, most) : 0) * (right - left));
    });
    const hide = () => {
      bubble.hidden = true;
      panels.forEach((panel) => panel.querySelector(".pointer").setAttribute("d", ""));
    };
    panels.forEach((panel, column) => {
      panel.addEventListener("pointermove", (event) => {
        const box = panel.getBoundingClientRect();
        const x = ((event.clientX - box.left) / box.width) * geometry[column].width;
        let nearest = 0;
        places[column].forEach((place, wave) => {
          if (Math.abs(place - x) < Math.abs(places[column][nearest] - x)) nearest = wave;
        });
        const [wave, moves, evaluations, seconds, best, mean] = waves[nearest];
        panels.forEach((other, number) => {
          const { top, bottom } = geometry[number];
          other.querySelector(".pointer").setAttribute("d", `M${places[number][nearest].toFixed(1)} ${top}V${bottom}`);
        });
        bubble.textContent = `wave ${text(wave)}, best ${text(best)}, mean ${text(mean)}\n`
          + `${text(moves)} moves, ${text(evaluations)} evaluations, ${text(seconds)} s`;
        bubble.hidden = false;
        const width = bubble.offsetWidth;
        bubble.style.left = `${Math.max(4, Math.min(event.clientX + 14, innerWidth - width - 4))}px`;
        bubble.style.top = `${Math.max(4, event.clientY - bubble.offsetHeight - 10)}px`;
      });
      panel.addEventListener("pointerleave", hide);
    });
  }
})();
