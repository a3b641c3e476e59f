import { render } from 'preact';
import { cleanShownTexts } from './parts/clean-texts';
import { App } from './shell/app';
import { beginTheme } from './shell/theme';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/parts.css';
import './style/events.css';
import './style/pages.css';
import './style/print.css';

const place = document.getElementById('page');
if (place) {
  cleanShownTexts();
  beginTheme();
  render(<App />, place);
}
