/** Drawn for this product; decorative, so hidden from screen readers. */
import type { JSX } from "preact";

function Icon(props: { path: string; size?: number; fill?: boolean }): JSX.Element {
  const size = props.size ?? 20;
  return (
    <svg
      class="icon" width={size} height={size} viewBox="0 0 24 24" fill={props.fill ? "currentColor" : "none"}
      stroke={props.fill ? "none" : "currentColor"} stroke-width="2" stroke-linecap="round" stroke-linejoin="round"
      aria-hidden="true" focusable="false"
    >
      <path d={props.path} />
    </svg>
  );
}

export const SendIcon = (): JSX.Element => <Icon path="M12 19V5M5.5 11.5 12 5l6.5 6.5" size={22} />;
export const ClipIcon = (): JSX.Element => (
  <Icon path="M4 8h3.500L9 5.500h6L16.500 8H20v11H4zM12 16.500a3.200 3.200 0 100-6.400 3.200 3.200 0 000 6.400z" size={22} />
);
export const FileIcon = (): JSX.Element => <Icon path="M6 3.500h8l4 4V20.500H6zM14 3.500v4h4" size={18} />;
export const CloseIcon = (): JSX.Element => <Icon path="M6 6l12 12M18 6 6 18" />;
export const CheckIcon = (): JSX.Element => <Icon path="M5 12.5l4.5 4.5L19 7.5" size={14} />;
export const AlertIcon = (props: { size?: number }): JSX.Element => (
  <Icon path="M12 8.5v4.5M12 16.6v.1M12 3.5 21.5 20h-19z" size={props.size ?? 16} />
);
export const ChevronIcon = (): JSX.Element => <Icon path="M6 9.5l6 6 6-6" size={16} />;
export const DownIcon = (): JSX.Element => <Icon path="M12 5v14M6 13l6 6 6-6" size={16} />;
export const StarIcon = (): JSX.Element => (
  <Icon path="M12 2.6l2.9 5.9 6.5.9-4.7 4.6 1.1 6.5L12 17.4l-5.8 3.1 1.1-6.5L2.6 9.4l6.5-.9z" size={28} fill />
);
export const PersonIcon = (): JSX.Element => <Icon path="M12 12a4 4 0 100-8 4 4 0 000 8zM4.5 20.5c.8-4 3.8-6 7.5-6s6.700 2 7.500 6" size={18} />;
export const ChatIcon = (): JSX.Element => <Icon path="M4 5.500h16v11H11l-4.500 3.500v-3.500H4z" size={22} />;
export const SwitchIcon = (): JSX.Element => <Icon path="M4 8h14l-3.500-3.500M20 16H6l3.500 3.500" size={18} />;

/** The bot's face: a square head, so that it can never be taken for a person. */
export const BotIcon = (): JSX.Element => (
  <Icon path="M12 3v3.500M5 7h14v11.500H5zM2.500 11.500v3M21.500 11.500v3M9.200 12v.6M14.800 12v.6M9.500 15.500h5" size={20} />
);
